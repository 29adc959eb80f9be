// Labels that stand beside the log, and what rows count for that have none.

extension LogRowReader {
    /// Gives rows without a label the one that stands beside the log.
    mutating func readLabels(_ slot: Int, _ table: LabelTable, _ chunk: RowChunk) {
        if batch.weight.count < rows.count { batch.weight = [Double](repeating: .nan, count: rows.count) }
        var known = CellNames()
        swap(&known, &names[LogSlots.classes])
        let problems = problems(of: chunk)
        let (held, outside) = (rows.cells, outside)
        let (cells, width, text) = (held.span, rows.width, chunk.bytes.span)
        for row in 0..<rows.count {
            batch.weight[row] = .nan
            let cell = cells[unchecked: row &* width &+ slot]
            guard !cell.isEmpty, !outside.contains(row) else { continue }
            let key = ByteHash.hash(cell, in: text.bytes)
            batch.weight[row] = table.weight(of: key)
            let label = table.label(of: key)
            guard label >= 0, batch.actual[row] < 0,
                let number = labels?.number(
                    of: label,
                    among: &known,
                    at: rows.place(row, slot),
                    of: chunk,
                    problems
                )
            else { continue }
            batch.actual[row] = number
        }
        swap(&known, &names[LogSlots.classes])
        let first = chunk.offset + (rows.count > 0 ? rows.place(0, slot).start : 0)
        checkCount(names[LogSlots.classes].count, of: LogSlots.classes, at: first, in: chunk)
    }

    /// Finds the labels that a further source has for rows.
    mutating func readLabels(_ slot: Int, source part: Int, _ chunk: RowChunk) {
        let table = request.sources[part].table
        var own = LogBatch.Source()
        swap(&own, &batch.sources[part])
        if own.labels.count < rows.count {
            own.labels = [Int32](repeating: -1, count: rows.count)
            own.weights = [Double](repeating: .nan, count: rows.count)
        }
        let problems = problems(of: chunk)
        let (held, outside, text) = (rows.cells, outside, chunk.bytes.span)
        let cells = held.span
        for row in 0..<rows.count {
            (own.labels[row], own.weights[row]) = (-1, .nan)
            let cell = cells[unchecked: row &* rows.width &+ slot]
            guard !cell.isEmpty, !outside.contains(row) else { continue }
            let key = ByteHash.hash(cell, in: text.bytes)
            own.weights[row] = table.weight(of: key)
            let label = table.label(of: key)
            guard label >= 0 else { continue }
            let place = rows.place(row, slot)
            own.labels[row] = sourceLabels[part].number(
                of: label,
                among: &names[LogSlots.classes],
                at: place,
                of: chunk,
                problems
            )
        }
        swap(&own, &batch.sources[part])
        let first = chunk.offset + (rows.count > 0 ? rows.place(0, slot).start : 0)
        checkCount(names[LogSlots.classes].count, of: LogSlots.classes, at: first, in: chunk)
    }

    /// Gives answered rows without a label the one that they count for.
    mutating func assumeLabels(_ chunk: RowChunk) {
        guard let slot = slots.prediction, rows.count > 0, !batch.predicted.isEmpty else { return }
        if !batch.actual.isEmpty, let missing = request.missing {
            let assumed = assumed(missing, slot, chunk)
            let labels = assume(assumed, batch.actual, hasBaseline: !batch.baseline.isEmpty)
            count.assumed += (0..<rows.count).count { labels[$0] != batch.actual[$0] }
            batch.actual = labels
        }
        for (part, source) in request.sources.enumerated() {
            guard let missing = source.missing else { continue }
            let assumed = assumed(missing, slot, chunk)
            batch.sources[part].labels = assume(assumed, batch.sources[part].labels, hasBaseline: false)
        }
    }

    private func assume(_ assumed: AssumedLabels, _ labels: [Int32], hasBaseline: Bool) -> [Int32] {
        var labels = labels
        for row in 0..<rows.count where labels[row] < 0 && batch.predicted[row] >= 0 && !outside.contains(row) {
            let baseline = hasBaseline ? batch.baseline[row] : -1
            labels[row] = assumed.label(predicted: batch.predicted[row], baseline: baseline)
        }
        return labels
    }

    private mutating func assumed(_ missing: MissingLabels, _ slot: Int, _ chunk: RowChunk) -> AssumedLabels {
        let (problems, place) = (problems(of: chunk), rows.place(0, slot))
        return AssumedLabels(missing) { name in
            // Names are read in words, with eight bytes behind each.
            let bytes = Array(name.utf8) + [UInt8](repeating: 0, count: 8)
            let cell = LogCell(start: 0, end: bytes.count - 8)
            let number = names[LogSlots.classes].number(of: cell, in: bytes.span)
            if number >= 0 { return number }
            return names[LogSlots.classes].insert(cell, in: bytes.span, at: place, of: chunk, problems)
        }
    }
}
