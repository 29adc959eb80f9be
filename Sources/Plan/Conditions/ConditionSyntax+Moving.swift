package import Diagnostics

extension SourceSpan {
    /// The span so many bytes further on, in that file.
    package func moved(to file: SourceFile.ID, by distance: Int) -> SourceSpan {
        SourceSpan(file: file, lowerBound + distance..<upperBound + distance)
    }
}

extension Located {
    fileprivate func moved(to file: SourceFile.ID, by distance: Int) -> Located {
        Located(value, at: span.moved(to: file, by: distance))
    }
}

extension ConditionSyntax {
    /// The same parts, each so many bytes further on, in that file.
    package func moved(to file: SourceFile.ID, by distance: Int) -> ConditionSyntax {
        func moved(_ parts: [ConditionSyntax]) -> [ConditionSyntax] { parts.map { $0.moved(to: file, by: distance) } }
        return switch self {
        case .comparison(let left, let relation, let right):
            .comparison(
                left.moved(to: file, by: distance),
                relation.moved(to: file, by: distance),
                right.moved(to: file, by: distance)
            )
        case .not(let condition, let span):
            .not(condition.moved(to: file, by: distance), span.moved(to: file, by: distance))
        case .and(let parts): .and(moved(parts))
        case .or(let parts): .or(moved(parts))
        case .atLeast(let count, let parts): .atLeast(count.moved(to: file, by: distance), of: moved(parts))
        case .all(let parts): .all(moved(parts))
        case .any(let parts): .any(moved(parts))
        }
    }
}

extension ExpressionSyntax {
    fileprivate func moved(to file: SourceFile.ID, by distance: Int) -> ExpressionSyntax {
        switch self {
        case .number(let value): .number(value.moved(to: file, by: distance))
        case .percent(let value): .percent(value.moved(to: file, by: distance))
        case .duration(let value): .duration(value.moved(to: file, by: distance))
        case .rate(let value): .rate(value.moved(to: file, by: distance))
        case .text(let value): .text(value.moved(to: file, by: distance))
        case .baseline(let span): .baseline(span.moved(to: file, by: distance))
        case .metric(let metric): .metric(metric.moved(to: file, by: distance))
        case .binary(let sign, let left, let right):
            .binary(sign, left.moved(to: file, by: distance), right.moved(to: file, by: distance))
        }
    }
}

extension MetricSyntax {
    fileprivate func moved(to file: SourceFile.ID, by distance: Int) -> MetricSyntax {
        MetricSyntax(
            path: path.map { $0.moved(to: file, by: distance) },
            selectors: selectors.map { $0.moved(to: file, by: distance) },
            segmentColumns: segmentColumns.map { $0.moved(to: file, by: distance) },
            window: window?.moved(to: file, by: distance),
            span: span.moved(to: file, by: distance)
        )
    }
}
