/** Who lives with whom in the town of `households.ts`, and what they share. */
interface Home {
  street: string
  postcode: string
  city: string
  landline: string | null
}
export interface Person {
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

/** Chance, from one seed. */
export interface Draw {
  next(): number
  chance(share: number): boolean
  /** 0 … n − 1 */
  below(n: number): number
  pick<T>(list: readonly T[]): T
  digits(n: number): string
}

export function drawFrom(seed: number): Draw {
  const next = random(seed)
  const below = (n: number): number => Math.floor(next() * n)
  return {
    next,
    chance: (share) => next() < share,
    below,
    pick: (list) => list[below(list.length)]!,
    digits: (n) => Array.from({ length: n }, () => below(10)).join(''),
  }
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

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z]/g, '')
const family = ({ pick }: Draw): string => pick(ROOTS).replaceAll('-', ' ')
const car = ({ pick, digits }: Draw): string =>
  `${pick([...LETTERS])}${pick([...LETTERS])}-${digits(3)}-${pick([...LETTERS])}${pick([...LETTERS])}`
const two = (n: number): string => String(n).padStart(2, '0')
const day = ({ below }: Draw, from: number, to: number): string =>
  `${from + below(to - from)}-${two(1 + below(12))}-${two(1 + below(28))}`
function home({ pick, chance, digits, below }: Draw): Home {
  const [postcode, city] = pick(TOWNS)
  const landline = chance(0.5) ? `02${digits(8)}` : null
  return { street: `${1 + below(120)} ${pick(STREETS)}`, postcode, city, landline }
}
/** A name that nobody of the house bears. */
const unborne = ({ pick }: Draw, names: readonly string[], people: readonly Person[]): string =>
  pick(names.filter((name) => people.every(({ givenName }) => givenName !== name)))

/** The people of one town. No mailbox is two people's by chance. */
export class Town {
  readonly #draw: Draw
  readonly #taken = new Set<string>()

  constructor(draw: Draw) {
    this.#draw = draw
  }

  /** Who comes next: a family, somebody alone, a firm, a home. */
  next(): Person[] {
    const which = this.#draw.next()
    return which < 0.5
      ? this.#family()
      : which < 0.94
        ? this.#alone()
        : which < 0.985
          ? this.#firm()
          : this.#residence()
  }

  #mail(given: string, name: string): string {
    const { pick, chance, digits } = this.#draw
    const [first, last] = [plain(given), plain(name)]
    const local = pick([`${first}.${last}`, `${first[0]}${last}`, `${last}${first}`])
    let address = `${local}${chance(0.5) ? digits(2) : ''}@${pick(MAILS)}`
    while (this.#taken.has(address)) address = `${local}${digits(3)}@${pick(MAILS)}`
    this.#taken.add(address)
    return address
  }

  #person(woman: boolean, familyName: string, at: Home, birthDate: string, called?: string): Person {
    const { pick, chance, digits } = this.#draw
    const givenName = called ?? pick(woman ? WOMEN : MEN)
    return {
      givenName,
      familyNames: [familyName],
      birthDate,
      woman,
      homes: [at],
      mobile: `0${pick(['6', '7'])}${digits(8)}`,
      emails: chance(0.85) ? [this.#mail(givenName, familyName)] : [],
      cars: chance(0.7) ? [car(this.#draw)] : [],
    }
  }

  /** A couple; with children, twins among them, a son of his father's name. */
  #family(): Person[] {
    const draw = this.#draw
    const { chance, below } = draw
    const at = home(draw)
    const name = family(draw)
    const born = 1940 + below(55)
    const him = this.#person(false, name, at, day(draw, born, born + 4))
    const her = this.#person(true, name, at, day(draw, born, born + 6))
    this.#married(him, her)
    const people = [him, her]
    for (let n = below(3); n > 0 && born < 1982; n--) {
      const child = this.#child(him, people, born)
      child.through = chance(0.5) ? him : her
      people.push(child)
      if (chance(0.08)) people.push(this.#twin(child, [him, her, child]))
    }
    if (chance(0.15)) him.homes.push(home(draw))
    return people
  }

  /** What she is called, and what they share. */
  #married(him: Person, her: Person): void {
    const draw = this.#draw
    const { chance, pick, digits } = draw
    const name = him.familyNames[0]!
    const birthName = family(draw)
    if (chance(0.25)) her.familyNames = [birthName]
    else if (chance(0.3)) her.familyNames = [name, birthName]
    else if (chance(0.15)) her.familyNames = [`${birthName} ${name}`, name]
    him.cars = [car(draw)]
    her.cars = chance(0.5) ? [him.cars[0]!] : [car(draw)]
    const house = `${pick(['famille', 'les', 'fam'])}.${plain(name)}${digits(2)}@${pick(MAILS)}`
    if (chance(0.3)) for (const each of [him, her]) each.emails = [house, ...(chance(0.4) ? each.emails : [])]
    her.through = him
    if (chance(0.2)) him.through = her
  }

  #child(him: Person, people: readonly Person[], born: number): Person {
    const draw = this.#draw
    const { chance } = draw
    const woman = chance(0.5)
    const called = !woman && chance(0.03) ? him.givenName : unborne(draw, woman ? WOMEN : MEN, people)
    const at = him.homes[0]!
    const child = this.#person(woman, him.familyNames[0]!, at, day(draw, born + 22, born + 30), called)
    if (chance(0.4)) child.cars = [him.cars[0]!]
    if (chance(0.4)) child.homes = [at, home(draw)]
    return child
  }

  /** Often called nearly alike. */
  #twin({ woman, givenName, familyNames, homes, birthDate, through }: Person, house: readonly Person[]): Person {
    const draw = this.#draw
    const names = woman ? WOMEN : MEN
    const alike = names.filter((name) => name[0] === givenName[0] && house.every((each) => each.givenName !== name))
    const called = unborne(draw, draw.chance(0.6) && alike.length > 0 ? alike : names, house)
    return { ...this.#person(woman, familyNames[0]!, homes[0]!, birthDate, called), ...(through ? { through } : {}) }
  }

  /** Some marry and are known by both names, some move. */
  #alone(): Person[] {
    const draw = this.#draw
    const { chance } = draw
    const who = this.#person(chance(0.5), family(draw), home(draw), day(draw, 1935, 2006))
    if (who.woman && chance(0.1)) who.familyNames.push(family(draw))
    if (chance(0.2)) who.homes.push(home(draw))
    if (chance(0.1)) who.cars.push(car(draw))
    return [who]
  }

  /** Colleagues at the telephone and the mailbox of their firm, some in one car of its. */
  #firm(): Person[] {
    const draw = this.#draw
    const { chance, pick, digits, below } = draw
    const at = home(draw)
    const name = `${pick(['SARL', 'SAS', 'Ets', 'Garage', 'Transports', 'Boulangerie'])} ${family(draw)}`
    const company = { name, phone: `02${digits(8)}`, email: `${pick(['contact', 'info', 'compta'])}@${plain(name)}.fr` }
    const fleet = Array.from({ length: 1 + below(3) }, () => car(draw))
    return Array.from({ length: 2 + below(4) }, () => ({
      ...this.#person(chance(0.4), family(draw), at, day(draw, 1955, 2002)),
      company,
      cars: [pick(fleet)],
    }))
  }

  /** Old people of one house, many of whom give its desk's number. */
  #residence(): Person[] {
    const draw = this.#draw
    const { chance, digits, below } = draw
    const at = { ...home(draw), landline: `02${digits(8)}` }
    return Array.from({ length: 5 + below(15) }, () => {
      const who = this.#person(chance(0.65), family(draw), at, day(draw, 1928, 1948))
      if (chance(0.6)) who.mobile = at.landline
      return who
    })
  }
}
