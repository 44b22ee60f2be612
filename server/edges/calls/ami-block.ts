/** A block larger than this is dropped: no event of a call is. */
const MAX_BLOCK = 64 * 1024

/**
 * Cuts what Asterisk's manager sends into blocks, which end with an empty line, however the bytes arrive.
 * @param rest what was left of the last call
 */
export function splitAmi(rest: string, chunk: string): { blocks: string[]; rest: string } {
  const parts = (rest + chunk).split(/\r?\n\r?\n/u)
  const left = parts.pop() ?? ''
  return {
    blocks: parts.filter((block) => block.trim() !== '' && block.length <= MAX_BLOCK),
    rest: left.length > MAX_BLOCK ? '' : left,
  }
}
