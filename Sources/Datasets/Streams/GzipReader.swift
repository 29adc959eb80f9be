internal import CZlib

/// Unpacks gzip files, one or several in a row: the one owner of zlib's state.
struct GzipReader: ~Copyable {
    private let state: UnsafeMutablePointer<z_stream>
    private var isWhole = false

    /// Nil where zlib has no memory.
    init?() {
        state = .allocate(capacity: 1)
        state.initialize(to: z_stream())
        // 32 more than the largest window: with the header of gzip.
        guard inflateInit2_(state, 15 + 32, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            state.deallocate()
            return nil
        }
    }

    deinit {
        inflateEnd(state)
        state.deallocate()
    }

    /// Unpacks bytes from `start` on; nil where they are damaged.
    mutating func unpack(_ packed: [UInt8], from start: Int, into buffer: inout [UInt8], at offset: Int, limit: Int)
        -> UnpackingStep?
    {
        // Another file may follow the one that has ended.
        if isWhole, start < packed.count {
            guard inflateReset(state) == Z_OK else { return nil }
            isWhole = false
        }
        guard !isWhole else { return UnpackingStep(read: 0, written: 0, isWhole: true) }
        let status = packed.withUnsafeBufferPointer { packed in
            buffer.withUnsafeMutableBufferPointer { buffer -> Int32 in
                guard let output = buffer.baseAddress else { return Z_BUF_ERROR }
                state.pointee.next_in = packed.baseAddress.map { UnsafeMutablePointer(mutating: $0 + start) }
                state.pointee.avail_in = UInt32(packed.count - start)
                state.pointee.next_out = output + offset
                state.pointee.avail_out = UInt32(limit)
                return inflate(state, Z_NO_FLUSH)
            }
        }
        let step = UnpackingStep(
            read: packed.count - start - Int(state.pointee.avail_in),
            written: limit - Int(state.pointee.avail_out),
            isWhole: status == Z_STREAM_END
        )
        isWhole = step.isWhole
        return [Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status) ? step : nil
    }
}
