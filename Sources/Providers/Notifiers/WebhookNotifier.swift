import Plan

/// Posts alerts to an address, one JSON object each.
enum WebhookNotifier {
    static let descriptor = NotifierDescriptor(
        "webhook",
        "Posts alerts to an address, one JSON object each, with their key in the header `Idempotency-Key`.",
        options: [FieldShape("webhook", .url, required: true, "The address, best given as a secret parameter.")],
        deduplicates: false,
        isExecutable: false
    )
}
