import type { IncomingMessage } from 'node:http'

const MOST_BYTES = 64 * 1024 * 1024
const LONGEST_MS = 10_000

/**
 * Takes what is still on its way and throws it away. Who is answered while they still send, and cut off, hears a broken line instead of the answer: so a body
 * that is refused for its size is let run out first, as far as that is bearable.
 */
export function drained(
  request: IncomingMessage,
  { mostBytes = MOST_BYTES, longestMs = LONGEST_MS } = {},
): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve()
  return new Promise((resolve) => {
    let bytes = 0
    const over = (): void => {
      clearTimeout(timer)
      request.off('data', onData).off('end', over).off('close', over).off('error', over)
      resolve()
    }
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length
      if (bytes > mostBytes) over()
    }
    const timer = setTimeout(over, longestMs)
    request.on('data', onData).on('end', over).on('close', over).on('error', over)
    request.resume()
  })
}
