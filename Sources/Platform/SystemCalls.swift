internal import Glibc

// The C library's calls whose names Platform's own types have taken.

func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}

func systemSignal(_ number: Int32, _ handler: (@convention(c) (Int32) -> Void)?) {
    signal(number, handler)
}

func systemRename(_ path: String, _ newPath: String) -> Int32 {
    rename(path, newPath)
}
