/** A short message on the simulated phones. Sent twice under one id, it is one message. */
export type ShortMessage = {
  messageId: string;
  to: string;
  sender: string;
  templateId: string;
  text: string;
  /** When it first came, ISO 8601 UTC. */
  receivedAt: string;
  deliveries: number;
};

/** What a business has registered on the DLT platform. */
export type RegisteredTemplate = {
  templateId: string;
  entityId: string;
  sender: string;
  /** `{#var#}` stands for a variable of at most 30 characters. */
  text: string;
};

/** Whether the text is that of the template, word for word, but for its variables. */
export function matches({ text }: RegisteredTemplate, sent: string): boolean {
  const parts = text.split('{#var#}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^\\n]{1,30}')}$`, 'u').test(sent);
}
