/** A card as it is printed. */
export interface Card {
  id: string
  /** The words, and who they are from. */
  words: string
  sender: string
  senderAddress: string
  /** The address side. */
  lines: readonly string[]
  /** What stands beside the square code, and where it leads (POST-1: who sends it, and the way out). */
  wayOut: string
  /** What they are told of their right to object, where nobody told them before. */
  notice: string
  page: string
}

/** Makes a print-ready document of cards. */
export interface Printer {
  print(cards: readonly Card[]): Promise<Buffer>
}
