import type { PersonRecord } from '../../server/identity/person-record.ts'

/**
 * Families and firms as a dealership knows them, with who is who: what the sets at hand have little of. Couples who share an address, a
 * telephone, an e-mail and a car; a wife known by her birth name, her husband's, or both; grown children, twins, a father and a son of one
 * name; several contacts of one firm; residents of one home; people who moved, or married between two records. Each is known to the sales, the
 * workshop, the web shop and the accounts as those write: with the slips of a counter, fields that they do not ask for, a husband's number on
 * his wife's file. Made by rules of its own, with names of its own; nothing of it was used to set a bar.
 */
export interface Household {
  records: PersonRecord[]
  /** Whose each record is. */
  truth: Uint32Array
}

const WOMEN =
  'Marie Nathalie Isabelle Sylvie Catherine Martine Christine Françoise Valérie Sandrine Stéphanie Véronique Sophie Céline Chantal Patricia Anne Brigitte Julie Monique Aurélie Laurence Camille Élodie Émilie Laetitia Léa Manon Chloé Inès Sarah Jade Lina Ambre Agathe Margaux Pauline Mathilde Clémence Hélène Odile Ginette Solange Yvette Josiane Fatima Khadija Samira Maria Carla Ana-Paula Marie-Claude Anne-Sophie Marie-Thérèse Jeannine'.split(
    ' ',
  )
const MEN =
  'Jean Michel Philippe Alain Patrick Nicolas Christophe Pierre Daniel Éric Laurent Stéphane David Pascal Thierry Julien Olivier Bernard Thomas Sébastien Didier Vincent Dominique Francis Bruno Guillaume Jérôme Maxime Antoine Romain Kevin Alexandre Lucas Hugo Enzo Théo Baptiste Quentin Gérard René Roger Marcel Henri Mohamed Karim Youssef José Manuel Jean-Pierre Jean-Claude Jean-Marc Paul-Henri Tristan Gaël Loïc Yann'.split(
    ' ',
  )
const ROOTS =
  'Martin Bernard Thomas Petit Robert Richard Durand Dubois Moreau Laurent Simon Michel Lefebvre Leroy Roux David Bertrand Morel Fournier Girard Bonnet Dupont Lambert Fontaine Rousseau Vincent Muller Lefèvre Faure André Mercier Blanc Guérin Boyer Garnier Chevalier François Legrand Gauthier Garcia Perrin Robin Clément Morin Nicolas Henry Roussel Mathieu Gautier Masson Marchand Duval Denis Dumont Marie Lemaire Noël Meyer Dufour Meunier Brun Blanchard Giraud Joly Rivière Lucas Brunet Gaillard Barbier Arnaud Martinez Gérard Roche Renard Schmitt Roy Leroux Colin Vidal Caron Picard Roger Fabre Aubert Lemoine Renaud Dumas Lacroix Olivier Philippe Bourgeois Pierre Benoit Rey Leclerc Payet Rolland Leclercq Guillaume Lecomte Lopez Jean Dupuy Guillot Hubert Berger Carpentier Sanchez Dupuis Moulin Louis Deschamps Huet Vasseur Perez Boucher Fleury Royer Klein Jacquet Adam Paris Poirier Marty Aubry Guyot Carré Charles Renault Charpentier Ménard Maillard Baron Bertin Bailly Hervé Schneider Fernandez Le-Gall Collet Léger Bouvier Julien Prévost Millet Perrot Daniel Le-Roux Cousin Germain Breton Besson Langlois Rémy Le-Goff Pelletier Lévêque Perrier Leblanc Barré Lebrun Marchal Weber Mallet Hamon Boulanger Jacob Monnier Michaud Rodriguez Guichard Gillet Étienne Grondin Poulain Tessier Chevallier Collin Chauvin da-Silva Bouchet Gay Lemaître Bénard Maréchal Humbert Reynaud Antoine Hoarau Perret Barthélemy Cordier Pichon Lejeune Gilbert Lamy Delaunay Pasquier Carlier Laporte Benali Haddad Cissé Traoré Nguyen Kowalski Ferreira El-Amrani de-La-Tour Van-Damme'.split(
    ' ',
  )
const STREETS =
  'rue du Four,rue de la Tannerie,avenue des Platanes,chemin des Dames,allée des Érables,place du Marché,rue Haute,rue Basse,impasse des Lauriers,route de Chartres,boulevard de la Marne,rue du Docteur Roux,rue Saint-Éloi,quai des Tanneurs,rue des Trois Fontaines,avenue du Stade'.split(
    ',',
  )
const TOWNS: readonly (readonly [string, string])[] = [
  ['28000', 'Chartres'],
  ['28100', 'Dreux'],
  ['78120', 'Rambouillet'],
  ['45000', 'Orléans'],
  ['72000', 'Le Mans'],
  ['61000', 'Alençon'],
  ['27000', 'Évreux'],
  ['91150', 'Étampes'],
  ['41000', 'Blois'],
  ['28200', 'Châteaudun'],
]
const MAILS = ['orange.fr', 'gmail.com', 'free.fr', 'wanadoo.fr', 'hotmail.fr', 'sfr.fr', 'laposte.net', 'outlook.fr']
const LETTERS = 'ABCDEFGHJKLMNPQRSTVWXYZ'

/** What each system asks for: the share of its files that have it. */
const SYSTEMS = {
  sales: { birthDate: 0.7, email: 0.7, phone: 0.95, address: 0.95, car: 0.9, title: 0.9 },
  workshop: { birthDate: 0.1, email: 0.35, phone: 0.95, address: 0.6, car: 0.98, title: 0.6 },
  web: { birthDate: 0.05, email: 0.98, phone: 0.7, address: 0.25, car: 0.1, title: 0.3 },
  accounts: { birthDate: 0, email: 0.3, phone: 0.5, address: 0.98, car: 0.15, title: 0.8 },
} as const
type System = keyof typeof SYSTEMS
const SYSTEM_NAMES = Object.keys(SYSTEMS) as System[]

interface Home {
  street: string
  postcode: string
  city: string
  landline: string | null
}
interface Person {
  givenName: string
  /** The names they are known by; the first on most files. */
  familyNames: string[]
  birthDate: string
  woman: boolean
  homes: Home[]
  mobile: string
  emails: string[]
  cars: string[]
  company?: { name: string; phone: string; email: string }
  /** Somebody whose number or address may stand on their file. */
  through?: Person
}

/** mulberry32: the same people for the same seed. */
function random(seed: number): () => number {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** @param most records, about; @param seed whose draw */
export function households(most: number, seed: number): Household {
  const next = random(seed)
  const chance = (share: number): boolean => next() < share
  const below = (n: number): number => Math.floor(next() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const digits = (n: number): string => Array.from({ length: n }, () => below(10)).join('')
  const plain = (text: string): string =>
    text
      .normalize('NFD')
      .toLowerCase()
      .replaceAll(/[^a-z]/g, '')
  const family = (): string => pick(ROOTS).replaceAll('-', ' ')
  const car = (): string =>
    `${pick([...LETTERS])}${pick([...LETTERS])}-${digits(3)}-${pick([...LETTERS])}${pick([...LETTERS])}`
  const day = (from: number, to: number): string =>
    `${from + below(to - from)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`
  const home = (): Home => {
    const [postcode, city] = pick(TOWNS)
    const landline = chance(0.5) ? `02${digits(8)}` : null
    return { street: `${1 + below(120)} ${pick(STREETS)}`, postcode, city, landline }
  }
  const taken = new Set<string>()
  const mail = (given: string, name: string): string => {
    const local = pick([
      `${plain(given)}.${plain(name)}`,
      `${plain(given)[0]}${plain(name)}`,
      `${plain(name)}${plain(given)}`,
    ])
    let address = `${local}${chance(0.5) ? digits(2) : ''}@${pick(MAILS)}`
    while (taken.has(address)) address = `${local}${digits(3)}@${pick(MAILS)}`
    taken.add(address)
    return address
  }
  /** A name that nobody of the house bears. */
  const unborne = (names: readonly string[], people: readonly Person[]): string => {
    const free = names.filter((name) => people.every(({ givenName }) => givenName !== name))
    return pick(free)
  }

  const person = (woman: boolean, familyName: string, at: Home, born: string, given?: string): Person => {
    const givenName = given ?? pick(woman ? WOMEN : MEN)
    return {
      givenName,
      familyNames: [familyName],
      birthDate: born,
      woman,
      homes: [at],
      mobile: `0${pick(['6', '7'])}${digits(8)}`,
      emails: chance(0.85) ? [mail(givenName, familyName)] : [],
      cars: chance(0.7) ? [car()] : [],
    }
  }

  /** A couple; with children, twins among them, a son of his father's name, a mother who lives there. */
  function aFamily(): Person[] {
    const at = home()
    const name = family()
    const born = 1940 + below(55)
    const him = person(false, name, at, day(born, born + 4))
    const her = person(true, name, at, day(born, born + 6))
    const birthName = family()
    if (chance(0.25)) her.familyNames = [birthName]
    else if (chance(0.3)) her.familyNames = [name, birthName]
    else if (chance(0.15)) her.familyNames = [`${birthName} ${name}`, name]
    him.cars = [car()]
    her.cars = chance(0.5) ? [him.cars[0]!] : [car()]
    const house = `${pick(['famille', 'les', 'fam'])}.${plain(name)}${digits(2)}@${pick(MAILS)}`
    if (chance(0.3)) for (const each of [him, her]) each.emails = [house, ...(chance(0.4) ? each.emails : [])]
    her.through = him
    if (chance(0.2)) him.through = her
    const people = [him, her]
    for (let n = below(3); n > 0 && born < 1982; n--) {
      const woman = chance(0.5)
      const called = !woman && chance(0.03) ? him.givenName : unborne(woman ? WOMEN : MEN, people)
      const child = person(woman, name, at, day(born + 22, born + 30), called)
      if (chance(0.4)) child.cars = [him.cars[0]!]
      if (chance(0.4)) child.homes = [at, home()]
      child.through = chance(0.5) ? him : her
      people.push(child)
      if (chance(0.08)) {
        const names = woman ? WOMEN : MEN
        const alike = names.filter(
          (each) =>
            each[0] === child.givenName[0] &&
            each !== child.givenName &&
            each !== him.givenName &&
            each !== her.givenName,
        )
        const twin = person(
          woman,
          name,
          at,
          child.birthDate,
          unborne(chance(0.6) && alike.length > 0 ? alike : names, [him, her, child]),
        )
        twin.through = child.through
        people.push(twin)
      }
    }
    if (chance(0.15)) him.homes.push(home())
    return people
  }

  /** Somebody alone; some marry and are known by both names, some move. */
  function alone(): Person[] {
    const who = person(chance(0.5), family(), home(), day(1935, 2006))
    if (who.woman && chance(0.1)) who.familyNames.push(family())
    if (chance(0.2)) who.homes.push(home())
    if (chance(0.1)) who.cars.push(car())
    return [who]
  }

  /** Colleagues at the telephone and the mailbox of their firm, some in one car of its. */
  function firm(): Person[] {
    const at = home()
    const name = `${pick(['SARL', 'SAS', 'Ets', 'Garage', 'Transports', 'Boulangerie'])} ${family()}`
    const company = { name, phone: `02${digits(8)}`, email: `${pick(['contact', 'info', 'compta'])}@${plain(name)}.fr` }
    const fleet = Array.from({ length: 1 + below(3) }, car)
    return Array.from({ length: 2 + below(4) }, () => {
      const who = person(chance(0.4), family(), at, day(1955, 2002))
      who.company = company
      who.cars = [pick(fleet)]
      return who
    })
  }

  /** Old people of one house, who give its desk's number. */
  function residence(): Person[] {
    const at = { ...home(), landline: `02${digits(8)}` }
    return Array.from({ length: 5 + below(15) }, () => {
      const who = person(chance(0.65), family(), at, day(1928, 1948))
      if (chance(0.6)) who.mobile = at.landline
      return who
    })
  }

  const slip = (text: string): string => {
    if (text.length < 4) return text
    const k = 1 + below(text.length - 2)
    return pick([
      text.slice(0, k) + text.slice(k + 1),
      text.slice(0, k) + text[k] + text.slice(k),
      text.slice(0, k) + text[k + 1] + text[k] + text.slice(k + 2),
    ])
  }
  const given = (name: string): string => {
    if (name.includes('-') && chance(0.3)) return chance(0.5) ? name.split('-')[0]! : name.replace('-', ' ')
    if (chance(0.02)) return `${name[0]}.`
    return chance(0.03) ? slip(name) : name
  }
  const date = (iso: string): string => {
    const [year = '', month = '', of = ''] = iso.split('-')
    if (chance(0.02) && Number(of) <= 12) return `${year}-${of}-${month}`
    return chance(0.02) ? `${year}-${month}-${String(1 + below(28)).padStart(2, '0')}` : iso
  }

  const records: PersonRecord[] = []
  const truth: number[] = []
  function record(who: Person, number: number): void {
    const system = pick(SYSTEM_NAMES)
    const asks = SYSTEMS[system]
    const on = who.through && chance(0.25) ? who.through : who
    const at = chance(0.5) ? who.homes[0]! : pick(who.homes)
    const numbers = [
      chance(0.25) && at.landline ? at.landline : on.mobile,
      ...(who.company && chance(0.6) ? [who.company.phone] : []),
    ]
    const phone = chance(asks.phone) ? [chance(0.03) ? slip(numbers.at(-1)!) : numbers.at(-1)!] : []
    const mails = who.company && chance(0.5) ? [who.company.email] : on.emails
    const email = chance(asks.email) && mails.length > 0 ? [chance(0.03) ? slip(pick(mails)) : pick(mails)] : []
    const name = chance(0.7) ? who.familyNames[0]! : pick(who.familyNames)
    const addressed = chance(asks.address)
    const swapped = chance(0.015)
    const [givenName, familyName] = [given(who.givenName), chance(0.04) ? slip(name) : name]
    records.push({
      id: String(records.length).padStart(9, '0'),
      source: system,
      givenName: swapped ? familyName : givenName,
      familyName: swapped ? givenName : chance(0.5) ? familyName.toUpperCase() : familyName,
      ...(chance(asks.birthDate) ? { birthDate: date(who.birthDate) } : {}),
      ...(chance(asks.title) ? { gender: who.woman ? 'f' : 'm' } : {}),
      phones: phone,
      emails: email,
      ...(addressed
        ? { street: chance(0.05) ? slip(at.street) : at.street, postcode: at.postcode, city: at.city }
        : { ...(chance(0.3) ? { postcode: at.postcode } : {}) }),
      plates: chance(asks.car) && who.cars.length > 0 ? [pick(who.cars)] : [],
      ...(who.company && chance(0.7) ? { company: who.company.name } : {}),
    })
    truth.push(number)
  }

  for (let number = 0; records.length < most; ) {
    const draw = next()
    for (const who of draw < 0.5 ? aFamily() : draw < 0.94 ? alone() : draw < 0.985 ? firm() : residence()) {
      for (let n = 1 + below(4); n > 0; n--) record(who, number)
      number++
    }
  }
  return { records, truth: Uint32Array.from(truth) }
}
