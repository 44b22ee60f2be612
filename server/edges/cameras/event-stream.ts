/** A block larger than this is dropped and counted: no event of a car is. */
export const MAX_BLOCK = 1024 * 1024

/** Where we stand in an endless multipart of events. Text is latin1: bytes stay bytes until a block is whole. */
export interface EventSplit {
  readonly boundary: string
  readonly place: 'headers' | 'body' | 'skip'
  /** The unfinished line. */
  readonly line: string
  readonly block: string
  /** Open braces of the block's JSON. */
  readonly depth: number
}

/** What came out of some bytes. */
export interface SplitStep {
  split: EventSplit
  blocks: Buffer[]
  /** Blocks thrown away because they were too large or cut off by the next one. */
  dropped: number
}

/** @param contentType of the stream's answer; firmware writes `boundary=myboundary` and `boundary=--myboundary` alike */
export function openSplit(contentType = ''): EventSplit {
  const declared = /boundary\s*=\s*"?-*([^\s;"]{1,100})/iu.exec(contentType)?.[1] ?? 'myboundary'
  return { boundary: declared, place: 'headers', line: '', block: '', depth: 0 }
}

/**
 * Cuts an endless event stream (Dahua's event manager, Hikvision's alert stream) into blocks, however the bytes arrive.
 *
 * Lengths are not believed (`Content-Length: 0`), and a block is handed over as soon as it is whole, not when the next
 * boundary comes: with Dahua that is the next car or the next heartbeat, and by then the customer stands at the desk.
 * Whole is: the JSON's last brace, `</EventNotificationAlert>`, the word `Heartbeat`, or an empty line after key=value lines.
 */
export function splitEvents(split: EventSplit, chunk: Uint8Array): SplitStep {
  const blocks: Buffer[] = []
  let now = split
  let dropped = 0
  const lines = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1').split('\n')
  const last = lines.pop() ?? ''
  for (const [n, part] of lines.entries()) {
    const step = takeLine(now, (n === 0 ? now.line : '') + part)
    now = { ...step.split, line: '' }
    blocks.push(...step.blocks)
    dropped += step.dropped
  }
  const line = lines.length === 0 ? now.line + last : last
  if (line.length + now.block.length <= MAX_BLOCK) return { split: { ...now, line }, blocks, dropped }
  // A line without end: forget it, but remember that we are inside one, for a boundary starts a line.
  if (now.place !== 'skip') dropped += 1
  return { split: { ...now, place: 'skip', block: '', depth: 0, line: '…' }, blocks, dropped }
}

/**
 * What can be handed over after a silence: key=value lines have no end of their own, and the last brace may lack its line
 * end. Half a line of key=value is left alone: it may be half a plate.
 */
export function flushEvents(split: EventSplit): SplitStep {
  if (split.place !== 'body') return { split, blocks: [], dropped: 0 }
  if (split.line.trim() === '')
    return split.block && !/^(?:Code=|<)/u.test(split.block)
      ? emit({ ...split, line: '' })
      : { split, blocks: [], dropped: 0 }
  const step = takeLine(split, split.line)
  const whole = step.blocks.length > 0 && /^(?:Code=.*data=\{|<|Heartbeat)/su.test(split.block + split.line)
  return whole ? { ...step, split: { ...step.split, line: '' } } : { split, blocks: [], dropped: 0 }
}

/** One whole line. */
function takeLine(split: EventSplit, raw: string): SplitStep {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw
  if (isBoundary(line, split.boundary)) return atBoundary(split)
  if (split.place === 'skip') return none(split)
  if (split.place === 'headers' && !/^\s*(?:Code=|Heartbeat\s*$|Events\[|<)/u.test(line)) return inHeaders(split, line)
  return inBody({ ...split, place: 'body' }, line)
}

const none = (split: EventSplit): SplitStep => ({ split, blocks: [], dropped: 0 })
const emptied = (split: EventSplit): EventSplit => ({ ...split, block: '', depth: 0 })
const emit = (split: EventSplit): SplitStep => ({
  split: emptied(split),
  blocks: [Buffer.from(split.block, 'latin1')],
  dropped: 0,
})

function isBoundary(line: string, boundary: string): boolean {
  if (!line.startsWith('--')) return false
  const name = line.replace(/^-+/u, '').trimEnd()
  return name === boundary || name === `${boundary}--`
}

/** A boundary ends what was there: key=value lines are whole, a JSON or an XML without its end is cut off. */
function atBoundary(split: EventSplit): SplitStep {
  const next = { ...emptied(split), place: 'headers' as const }
  if (split.place !== 'body' || split.block === '') return none(next)
  if (/^(?:Code=|<)/u.test(split.block)) return { split: next, blocks: [], dropped: 1 }
  return { ...emit(split), split: next }
}

function inHeaders(split: EventSplit, line: string): SplitStep {
  if (/^content-type\s*:\s*(?:image|video|application\/octet)/iu.test(line)) return none({ ...split, place: 'skip' })
  return none(line.trim() === '' ? { ...split, place: 'body' } : split)
}

function inBody(before: EventSplit, line: string): SplitStep {
  const blank = line.trim() === ''
  if (before.block === '' && blank) return none(before)
  // An event that starts inside another: the first was cut off on its way.
  const cutOff = before.block.startsWith('Code=') && line.startsWith('Code=')
  const split = cutOff ? emptied(before) : before
  const dropped = cutOff ? 1 : 0
  const block = `${split.block}${line}\n`
  if (block.length > MAX_BLOCK) return { split: { ...emptied(split), place: 'skip' }, blocks: [], dropped: dropped + 1 }
  const depth = split.depth + bracesOf(split.block === '' ? line.slice(Math.max(0, line.indexOf('{'))) : line)
  const next = { ...split, block, depth }
  return isWhole(block, line, depth, blank) ? { ...emit(next), dropped } : { split: next, blocks: [], dropped }
}

function isWhole(block: string, line: string, depth: number, blank: boolean): boolean {
  if (block.startsWith('Code=')) return depth <= 0
  if (block.startsWith('<')) return line.includes('</EventNotificationAlert>')
  return blank || /^heartbeat\s*$/iu.test(block)
}

/** Braces opened less closed in one line of JSON, those inside strings not counted. A JSON string never spans lines. */
function bracesOf(line: string): number {
  let open = 0
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const char = line[at]
    if (quoted && char === '\\') at += 1
    else if (char === '"') quoted = !quoted
    else if (!quoted && char === '{') open += 1
    else if (!quoted && char === '}') open -= 1
  }
  return open
}
