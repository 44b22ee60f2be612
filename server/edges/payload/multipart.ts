/** One part of a multipart body; its bytes are a view, not a copy. */
export interface Part {
  name: string
  contentType: string
  body: Buffer
}

const MAX_PARTS = 20
const MAX_HEADERS = 8192

/** A body that is cut by boundaries, whatever its header says: cameras leave the header out, or send JSON under a multipart one. */
export const isMultipart = (contentType: string, body: Buffer): boolean =>
  body.toString('latin1', 0, 4).trimStart().startsWith('--') ||
  (/^multipart\//iu.test(contentType.trim()) && boundaryIn(contentType, body) !== undefined)

/**
 * The parts of a multipart body. Cameras are careless, so lengths are not believed (Hikvision sends `Content-Length: 0`
 * and wrong ones), the boundary is looked for in the body when the header's is not there, and a bare LF is a line end.
 */
export function partsOf(contentType: string, body: Buffer): Part[] {
  const boundary = boundaryIn(contentType, body)
  if (!boundary) return []
  const cut = Buffer.from(`--${boundary}`, 'latin1')
  const parts: Part[] = []
  let from = body.indexOf(cut)
  while (from >= 0 && parts.length < MAX_PARTS) {
    const start = from + cut.length
    if (body.toString('latin1', start, start + 2) === '--') break
    const next = body.indexOf(cut, start)
    const part = partOf(body.subarray(start, next < 0 ? body.length : next))
    if (part) parts.push(part)
    from = next
  }
  return parts
}

function boundaryIn(contentType: string, body: Buffer): string | undefined {
  const declared = /boundary\s*=\s*(?:"([^"]{1,100})"|([^\s;"]{1,100}))/iu.exec(contentType)
  const said = declared?.[1] ?? declared?.[2]
  if (said && body.includes(Buffer.from(`--${said}`, 'latin1'))) return said
  return /^\s*--([^\r\n]{1,100}?)\s*\r?\n/u.exec(body.toString('latin1', 0, 200))?.[1]
}

function partOf(raw: Buffer): Part | undefined {
  const head = raw.toString('latin1', 0, MAX_HEADERS)
  const gap = /\r?\n\r?\n/u.exec(head)
  if (!gap) return undefined
  const headers = head.slice(0, gap.index)
  const end = raw.length - (/\r?\n$/u.exec(raw.toString('latin1', Math.max(0, raw.length - 2)))?.[0].length ?? 0)
  const start = gap.index + gap[0].length
  return {
    name: /[;\s]name\s*=\s*"?([^";\r\n]{1,100})/iu.exec(headers)?.[1]?.trim() ?? '',
    contentType: /^content-type\s*:\s*([^\r\n]{1,200})/imu.exec(headers)?.[1]?.trim() ?? '',
    body: raw.subarray(start, Math.max(start, end)),
  }
}
