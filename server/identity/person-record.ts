/**
 * A person as one source system knows them: only fields that mean something everywhere. A field a source lacks is absent.
 * Nothing here is required but the id: a newsletter knows an e-mail, a workshop a plate and a telephone.
 */
export interface PersonRecord {
  id: string
  source: string
  givenName?: string
  familyName?: string
  /** As written in one piece; words that are in neither part of the name (a second family name, a title) are compared apart. */
  fullName?: string
  /** What somebody was born as, where it is not what they are called: found in another record's family name, it speaks for the two. */
  birthName?: string
  /** `2001-02-03`, `20010203`, `03/02/2001`, `2001-02` or `2001`. */
  birthDate?: string
  birthPlace?: string
  emails?: readonly string[]
  /** E.164 or national. */
  phones?: readonly string[]
  /** With or without the number. */
  street?: string
  streetNumber?: string
  postcode?: string
  city?: string
  /** Any strong external number: social security, customer card, tax. */
  nationalId?: string
  plates?: readonly string[]
  vins?: readonly string[]
  company?: string
  gender?: string
  occupation?: string
  /** Any other column, by its name; compared without knowing what it means. */
  extra?: Readonly<Record<string, string>>
}
