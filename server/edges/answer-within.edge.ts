/**
 * What somebody answers us, as text, or null when it is longer than any answer of theirs should be: the rest is not waited for. Who is asked
 * is not us, so how much of our memory an answer takes is not theirs to say.
 */
export async function textWithin(answer: AsyncIterable<Uint8Array> | null, most: number): Promise<string | null> {
  const parts: Uint8Array[] = []
  let size = 0
  // Leaving the loop ends the answer.
  for await (const part of answer ?? []) {
    size += part.length
    if (size > most) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}
