/** A block larger than this is dropped and counted: no event of a car is. */
export const MAX_BLOCK = 1024 * 1024

/** Where we stand in an endless multipart of events. Text is latin1: bytes stay bytes until a block is whole. */
export interface EventSplit {
  readonly boundary: string
  readonly place: 'headers' | 'body' | 'skip'
  /** The unfinished line. */
  readonly line: string
  /** Only ever added to until it is whole: to look into it at each line would make a long block cost its square. */
  readonly block: string
  /** What its first line says it is. */
  readonly kind: 'none' | 'event' | 'xml' | 'lines'
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
  return { boundary: declared, place: 'headers', line: '', block: '', kind: 'none', depth: 0 }
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
  return { split: { ...now, place: 'skip', block: '', kind: 'none', depth: 0, line: '…' }, blocks, dropped }
}

/**
 * What can be handed over after a silence: key=value lines have no end of their own, and the last brace may lack its line
 * end. Half a line of key=value is left alone: it may be half a plate.
 */
export function flushEvents(split: EventSplit): SplitStep {
  if (split.place !== 'body') return { split, blocks: [], dropped: 0 }
  if (split.line.trim() === '')
    return split.kind === 'lines' ? emit({ ...split, line: '' }) : { split, blocks: [], dropped: 0 }
  const step = takeLine(split, split.line)
  const ends = kindOf(split, split.line) !== 'lines' || BEAT.test(split.line)
  return ends && step.blocks.length > 0
    ? { ...step, split: { ...step.split, line: '' } }
    : { split, blocks: [], dropped: 0 }
}

const BEAT = /^\s*heartbeat\s*$/iu
const kindOf = (split: EventSplit, line: string): EventSplit['kind'] => {
  if (split.kind !== 'none') return split.kind
  return line.startsWith('Code=') ? 'event' : /^\s*</u.test(line) ? 'xml' : 'lines'
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
const emptied = (split: EventSplit): EventSplit => ({ ...split, block: '', kind: 'none', depth: 0 })
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
  if (split.kind !== 'lines') return { split: next, blocks: [], dropped: 1 }
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
  const cutOff = before.kind === 'event' && line.startsWith('Code=')
  const split = cutOff ? emptied(before) : before
  const dropped = cutOff ? 1 : 0
  const block = `${split.block}${line}\n`
  if (block.length > MAX_BLOCK) return { split: { ...emptied(split), place: 'skip' }, blocks: [], dropped: dropped + 1 }
  const kind = kindOf(split, line)
  const first = split.kind === 'none'
  const depth = split.depth + (kind === 'event' ? bracesOf(first ? line.slice(jsonStart(line)) : line) : 0)
  const next = { ...split, block, kind, depth }
  const whole =
    kind === 'event'
      ? depth <= 0
      : kind === 'xml'
        ? line.includes('</EventNotificationAlert>')
        : blank || (first && BEAT.test(line))
  return whole ? { ...emit(next), dropped } : { split: next, blocks: [], dropped }
}

const jsonStart = (line: string): number => {
  const at = line.indexOf('data={')
  return at < 0 ? line.length : at
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
