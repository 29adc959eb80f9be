import Execution
import Plan
import Providers
import Testing

@Suite struct SQLPlaceholdersTests {
    @Test(arguments: [
        ("a = :model", "a = $1", ["model"]),
        ("(:a,:b,:a)", "($1,$2,$1)", ["a", "b"]),
        ("':a' || \":a\" || :b", "':a' || \":a\" || $1", ["b"]),
        ("'it''s :a' || :b", "'it''s :a' || $1", ["b"]),
        (#"'\' || :b || '"#, #"'\' || $1 || '"#, ["b"]),
        (#"E'\' :a' || :b"#, #"E'\' :a' || $1"#, ["b"]),
        (#"like'\' || :b"#, #"like'\' || $1"#, ["b"]),
        ("x::float8 / :a::float8", "x::float8 / $1::float8", ["a"]),
        ("-- :a\n:b -- :c", "-- :a\n$1 -- :c", ["b"]),
        ("/* :a /* :b */ :c */ :d", "/* :a /* :b */ :c */ $1", ["d"]),
        ("$$ :a $$ :b", "$$ :a $$ $1", ["b"]),
        ("$t$ :a $$ :b $t$ :c", "$t$ :a $$ :b $t$ $1", ["c"]),
        ("a$b$c :d", "a$b$c $1", ["d"]),
        ("x[1:2] + :a", "x[1:2] + $1", ["a"]),
        ("':a", "':a", []),
        ("/* :a", "/* :a", []),
        (":", ":", []),
        ("", "", []),
        ("größe = :größe_1", "größe = $1", ["größe_1"]),
    ])
    func namesAreNumberedOutsideOfTextsAndComments(_ query: String, _ text: String, _ names: [String]) {
        let placeholders = SQLPlaceholders(query)
        #expect(placeholders.text == text)
        #expect(placeholders.names == names)
    }
}
