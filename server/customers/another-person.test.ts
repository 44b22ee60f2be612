import { describe, expect, test } from 'vitest'
import { isAnother, type SaidPerson } from './another-person.ts'

/** « Mme Jeanne Riviere 1980-02-01 0639980101 j@x.fr » */
function person(text: string): SaidPerson {
  const words = text.split(' ').filter(Boolean)
  const take = (looks: RegExp): string[] => {
    const found = words.filter((word) => looks.test(word))
    for (const word of found) words.splice(words.indexOf(word), 1)
    return found
  }
  const [birthDate] = take(/^\d{4}-/u)
  const phones = take(/^0\d{9}$/u)
  const emails = take(/@/u)
  const things = take(/^[A-Z]{2}\d{3}[A-Z]{2}$/u)
  const [title] = take(/^(M\.|Mme)$/u)
  const [company] = take(/^SARL:/u)
  const all = words.join(' ')
  const [givenName, familyName] = all.includes('/')
    ? all.split('/').map((one) => one.trim())
    : [words[0] ?? '', words.slice(1).join(' ')]
  return {
    kind: company ? 'company' : 'person',
    title: title ?? '',
    givenName: givenName!,
    familyName: familyName!,
    companyName: company?.slice(5).replaceAll('_', ' ') ?? '',
    birthDate: birthDate ?? null,
    street: '',
    postcode: '',
    phones,
    emails,
    things,
  }
}

describe('the same key in the next file', () => {
  test.each([
    ['word for word', 'Jeanne Riviere', 'Jeanne Riviere'],
    ['capitals, accents, order', 'Jeanne Rivière', 'RIVIERE JEANNE'],
    ['swapped first and last name', 'Jeanne Riviere', 'Riviere Jeanne 0639980101'],
    ['a corrected typo', 'Jeane Riviere', 'Jeanne Rivierre'],
    ['swapped, and mistyped', 'Jeane Riviere', 'Riviere Jeanne'],
    ['as one hears it', 'Anne Ryckebusch', 'Anne Rickebuche'],
    ['an initial', 'J. Riviere', 'Jeanne Riviere'],
    ['a short form', 'Bob Martin', 'Robert Martin'],
    ['a compound name, said shorter', 'Marie-Claude Riviere', 'Marie Riviere'],
    ['no given name yet', '/ Riviere', 'Jeanne Riviere'],
    ['married, the telephone stays', 'Jeanne Riviere 0639980101', 'Jeanne Simon 0639980101'],
    ['married, the birth date stays', 'Jeanne Riviere 1980-02-01', 'Jeanne Simon 1980-02-01 0639980101'],
    ['married, and nothing else is said', 'Jeanne Riviere', 'Jeanne Simon'],
    ['both names joined', 'Jeanne Riviere 0639980101', 'Jeanne Riviere-Simon 0639980102'],
    ['a birth date corrected', 'Jeanne Riviere 1980-02-01 0639980101', 'Jeanne Riviere 1962-02-11 0639980101'],
    ['a birth date with its digits turned', 'Jeanne Riviere 1980-02-01', 'Jeanne Riviere 1980-01-02'],
    ['a year alone', 'Jeanne Riviere 1944-01-01', 'Jeanne Riviere 1980-02-01'],
    ['a company that says its form', 'SARL:Garage_Martin', 'SARL:Martin_SARL'],
    ['a company that changed its name', 'SARL:Garage_Martin 0139980101', 'SARL:Auto_Sud 0139980101'],
    ['a company, now by its owner', 'SARL:SARL_Martin', 'Paul Martin'],
    ['another given name with the same birth date', 'Claudine Riviere 1980-02-01', 'Marie Riviere 1980-02-01'],
  ])('%s: a change', (_, was, now) => expect(isAnother(person(was), person(now), false)).toBe(false))

  test.each([
    ['another name altogether', 'Jeanne Riviere 1980-02-01 CA111AA', 'Paul Simon 1944-12-11 CB111AA'],
    ['another name, nothing else said', 'Jeanne Riviere', 'Paul Simon'],
    ['another name with the same telephone', 'Jeanne Riviere 0639980101', 'Paul Simon 0639980101'],
    ['the husband', 'Jeanne Riviere 0639980101', 'Marc Riviere 0639980101'],
    ['a name one letter apart that people do bear', 'Louis Riviere', 'Louise Riviere'],
    ['he and she', 'M. Dominique Riviere', 'Mme Dominique Riviere'],
    ['one given name, everything else other', 'Jeanne Riviere 0639980101', 'Jeanne Simon 0639980102'],
    ['one given name, a generation apart', 'Jeanne Riviere 1980-02-01', 'Jeanne Simon 1944-12-11'],
    ['one name, a generation apart', 'Paul Simon 1944-12-11 0639980101', 'Paul Simon 1975-03-09 0639980102'],
    ['another company', 'SARL:Garage_Martin 0139980101', 'SARL:Auto_Sud 0139980102'],
    ['a company and a stranger', 'SARL:Garage_Martin', 'Paul Simon'],
  ])('%s: somebody else', (_, was, now) => expect(isAnother(person(was), person(now), false)).toBe(true))
})

describe('the same key in one file', () => {
  test.each([
    ['a car in each row', 'Jeanne Riviere CA111AA', 'Jeanne Riviere CB111AA'],
    ['her telephones in two rows', 'Jeanne Riviere 0639980101', 'Jeanne Riviere 0639980102'],
    ['her maiden name in one of them', 'Jeanne Riviere 0639980101', 'Jeanne Simon 0639980101'],
    ['a typo in one of them', 'Jeanne Riviere', 'Jeane Riviere'],
  ])('%s: one person', (_, was, now) => expect(isAnother(person(was), person(now), true)).toBe(false))

  test.each([
    ['a couple', 'Jeanne Riviere 0639980101', 'Marc Riviere 0639980101'],
    ['twins', 'Chloe Isambert 1990-05-06', 'Zoe Isambert 1990-05-06'],
    ['two of one given name', 'Marie Durand', 'Marie Martin'],
    ['father and son of one name', 'Paul Simon 1944-12-11 0139980101', 'Paul Simon 1975-03-09 0139980101'],
    ['a company and who works there', 'SARL:Garage_Martin 0139980101', 'Paul Simon 0139980101'],
  ])('%s: two', (_, was, now) => expect(isAnother(person(was), person(now), true)).toBe(true))
})
