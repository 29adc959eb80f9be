import Plan

/// Sends alerts to an Alertmanager.
enum AlertmanagerNotifier {
    static let descriptor = NotifierDescriptor(
        "alertmanager",
        "Sends alerts to an Alertmanager, firing and resolved.",
        options: [FieldShape("alertmanager", .url, required: true, "The Alertmanager's address.")],
        deduplicates: true,
        isExecutable: false
    )
}
