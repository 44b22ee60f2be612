import { XMLParser } from 'fast-xml-parser'
import { bad, decodeText, good, type Parsed } from './text.ts'

/** An event of a camera is a few kilobytes. */
const MAX_XML = 512 * 1024

/**
 * XML as plain fields: namespace prefixes dropped (two firmware lines, two namespaces), attributes as `@name`, every value
 * the text that was sent, for a plate like `1E5` or `0012` is not a number. A document type is refused before parsing and
 * entities are never expanded: no file is read, nothing explodes.
 */
export function readXml(contentType: string, body: Buffer): Parsed<Record<string, unknown>> {
  if (body.length > MAX_XML) return bad('too-large')
  const text = decodeText(body, contentType)
  if (!text.ok) return text
  if (!/^\s*</u.test(text.value)) return bad('not-xml')
  if (/<!(?:DOCTYPE|ENTITY)/iu.test(text.value)) return bad('xml-doctype')
  try {
    const parser = new XMLParser({
      removeNSPrefix: true,
      ignoreAttributes: false,
      attributeNamePrefix: '@',
      parseTagValue: false,
      parseAttributeValue: false,
      processEntities: false,
      htmlEntities: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      maxNestedTags: 30,
    })
    return good(parser.parse(text.value) as Record<string, unknown>)
  } catch {
    return bad('not-xml')
  }
}
