/** Every fixed sentence that the rules answerer says. What it says about the topic comes from the knowledge. */
export const PHRASES = {
  greeting:
    'Hello! Ask me anything about the articles here; I answer from them and show where each sentence comes from.',
  thanks: 'You are welcome. Ask on whenever you like.',
  goodbye: 'Goodbye, and good luck with your decision.',
  notCovered: 'That is not covered in the articles I answer from.',
  nearest: (topic: string) => `The nearest thing they do cover is “${topic}”.`,
} as const;
