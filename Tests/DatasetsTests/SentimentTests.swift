import Datasets
import Testing

@Suite struct SentimentTests {
    @Test(arguments: [
        "good", "GREAT!", "it works well", "not bad", "no problems at all", "never crashes", "thank you 👍", "不错", "很好",
        "没有问题", "非常满意，谢谢", "一点也不慢", "isn’t slow any more", "bad at first. now excellent, stable and fast",
        "not wrong but excellent", "并不难用",
    ])
    func praise(text: String) { #expect(Sentiment(of: text) == .positive) }

    @Test(arguments: [
        "bad", "not good", "not a good answer", "isn't helpful", "isn’t helpful", "don't like it, terrible",
        "cannot recommend",
        "不好", "不太好", "不是很满意", "太慢了", "答错了", "没有帮助，很差", "卡顿，闪退", "slow and not accurate", "👎",
        "这个结果slow死了",
    ])
    func blame(text: String) { #expect(Sentiment(of: text) == .negative) }

    @Test(arguments: [
        "", "   ", "the label of sample 17", "I asked about setosa", "今天用了两次", "good but slow", "goodness", "不",
        "not", "!!!", "\u{1b}[31m", "it looks like a virginica",
    ])
    func neither(text: String) { #expect(Sentiment(of: text) == .neutral) }

    /// A negation reaches three words and no further than its clause.
    @Test func aNegationEnds() {
        #expect(Sentiment(of: "not one two good") == .negative)
        #expect(Sentiment(of: "not one two three good") == .positive)
        #expect(Sentiment(of: "not one, good") == .positive)
        #expect(Sentiment(of: "不，好用") == .positive)
    }

    @Test func termsAreWordsAndPairsOfCharacters() {
        #expect(FeedbackTerms.terms(of: "It's SLOW, a 42 太慢了 x v2 慢") == ["it's", "slow", "太慢", "慢了", "v2", "慢"])
        #expect(FeedbackTerms.terms(of: "服务slow死了") == ["服务", "slow", "死了"])
        #expect(FeedbackTerms.terms(of: " , ").isEmpty)
    }
}
