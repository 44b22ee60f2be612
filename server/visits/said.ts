import type { Because } from '../../contract/because.ts'
import type { Hint } from '../../contract/timeline.ts'
import type { Card } from '../../contract/visits.ts'

/** The word a colleague left, when this line of the card is one: the id of its entry. What the facts tell has none. */
export function hintOf(card: Card, line: Hint): string | undefined {
  const entry = card[line]?.values.entry
  return typeof entry === 'string' ? entry : undefined
}

/** Greeting somebody says and thanks. What is to be minded stays true until someone says that it is settled. */
export const saidByGreeting = (card: Card): Hint[] =>
  (['say', 'thank'] as const).filter((line) => hintOf(card, line) && !card.said?.includes(line))

/** Is it the same thing to say? By the entry, or by the fact it is about. */
export const sameLine = (a: Because, b: Because): boolean =>
  a.code === b.code && (['entry', 'at', 'years'] as const).every((name) => a.values[name] === b.values[name])
