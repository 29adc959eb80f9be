internal import CZstd

/// Unpacks Zstandard files, one or several frames in a row: the one owner of libzstd's state.
struct ZstdReader: ~Copyable {
    private let state: OpaquePointer
    private var isWhole = false

    /// Nil where there is no memory.
    init?() {
        guard let state = ZSTD_createDStream() else { return nil }
        self.state = state
    }

    deinit { ZSTD_freeDStream(state) }

    /// Unpacks bytes from `start` on; nil where they are damaged.
    mutating func unpack(_ packed: [UInt8], from start: Int, into buffer: inout [UInt8], at offset: Int, limit: Int)
        -> UnpackingStep?
    {
        packed.withUnsafeBufferPointer { packed in
            buffer.withUnsafeMutableBufferPointer { buffer -> UnpackingStep? in
                var input = ZSTD_inBuffer(src: packed.baseAddress, size: packed.count, pos: start)
                var output = ZSTD_outBuffer(dst: buffer.baseAddress, size: offset + limit, pos: offset)
                let status = ZSTD_decompressStream(state, &output, &input)
                guard ZSTD_isError(status) == 0 else { return nil }
                // 0 says that a frame has ended and all of it was handed out.
                if input.pos > start || output.pos > offset { isWhole = status == 0 }
                return UnpackingStep(read: input.pos - start, written: output.pos - offset, isWhole: isWhole)
            }
        }
    }
}
