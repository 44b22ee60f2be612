/** What nobody was found for, in the field it is for: nobody types it twice. Two words are a given name and a family name. */
export function fromSearch(sought: string): Record<'givenName' | 'familyName' | 'phone' | 'email' | 'plate', string> {
  const fields = { givenName: '', familyName: '', phone: '', email: '', plate: '' }
  const text = sought.trim()
  const digits = text.replace(/\D/gu, '').length
  if (text.includes('@')) return { ...fields, email: text }
  if (/^[+\d][\d\s().-]*$/u.test(text) && digits >= 6) return { ...fields, phone: text }
  if (digits > 0 && /^[\p{Lu}\d\s-]{4,12}$/iu.test(text)) return { ...fields, plate: text.toUpperCase() }
  if (digits > 0) return fields
  const [first = '', ...rest] = text.split(/\s+/u)
  return rest.length > 0
    ? { ...fields, givenName: first, familyName: rest.join(' ') }
    : { ...fields, familyName: first }
}
