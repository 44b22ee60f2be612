import { isMultipart, partsOf } from './multipart.ts'
import { bad, decodeText, good, type Parsed } from './text.ts'

/** How `JSON.parse` tells a reviver what was written (TC39 "source text access"), which our lib does not type yet. */
type Reviver = (key: string, value: unknown, context: { source?: string }) => unknown
const parseWith = JSON.parse as (text: string, reviver?: Reviver) => unknown

/**
 * The JSON of a payload: the body itself, the JSON part of a multipart (pictures beside it are not looked at), or a form's
 * `json` field. Whole numbers beyond 2^53 stay text, or two calls of Ringover would share one rounded id.
 */
export function readJson(contentType: string, body: Buffer): Parsed<unknown> {
  if (isMultipart(contentType, body)) {
    const parts = partsOf(contentType, body)
    const json =
      parts.find((part) => /json/iu.test(part.contentType) || /^(?:json|payload|data|event)$/iu.test(part.name)) ??
      parts.find((part) => /^\s*[{[]/u.test(part.body.toString('latin1', 0, 20)))
    return json ? readJson(json.contentType, json.body) : bad('no-json-part')
  }
  const text = decodeText(body, contentType)
  if (!text.ok) return text
  if (/^application\/x-www-form-urlencoded/iu.test(contentType) && !/^\s*[{[]/u.test(text.value)) {
    const field = new URLSearchParams(text.value).get('json')
    return field ? parseJson(field) : bad('not-json')
  }
  return parseJson(text.value)
}

export function parseJson(text: string): Parsed<unknown> {
  try {
    return good(/\d{16}/u.test(text) ? parseWith(text, exactInteger) : parseWith(text))
  } catch {
    return bad('not-json')
  }
}

const exactInteger: Reviver = (_, value, { source }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && source && /^-?\d+$/u.test(source) ? source : value
