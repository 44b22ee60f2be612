import { FRENCH_COUNTRIES } from '../consent/zone.ts'
import { addMonths, dayAt, dayOf, daysBetween, numberOf } from '../plain/civil.ts'
import { fold } from '../plain/fold.ts'
import type { Scene } from './compiled.ts'
import { zoneHere } from './local-zone.ts'
import type { LoopAsset, LoopPerson } from './loop-person.ts'

/** A value that is not known of this person: a condition that needs it cannot be told. */
export class Unknown extends Error {
  readonly path: string
  constructor(path: string) {
    super(`unknown: ${path}`)
    this.path = path
  }
}

/** A day of a customer's, with the day it is where they are. */
export class Day {
  readonly day: string
  readonly today: string
  constructor(day: string, today: string) {
    this.day = day
    this.today = today
  }
  get year(): number {
    return Number(this.day.slice(0, 4))
  }
  get month(): number {
    return Number(this.day.slice(5, 7))
  }
  daysSince(): number {
    return daysBetween(this.day, this.today)
  }
}

const known = <T>(path: string, value: T | null | undefined): T => {
  if (value === null || value === undefined || value === '') throw new Unknown(path)
  return value
}
/** Days and ages are counted by the calendar where the customer is: ten in the morning in Nouméa is yesterday in Greenwich. */
const today = (scene: Scene): string => dayAt(zoneHere(scene.person), scene.now)
const dayIn = (scene: Scene, path: string, day: string | null | undefined): Day =>
  new Day(known(path, day), today(scene))
const dayOfInstant = ({ person }: Scene, ms: number | null | undefined): string | null =>
  ms === null || ms === undefined ? null : dayAt(zoneHere(person), ms)

/** Years from one day to another, whole at each anniversary: two on the second birthday, whatever the leap years. */
function yearsBetween(from: string, to: string): number {
  const guess = Number(to.slice(0, 4)) - Number(from.slice(0, 4))
  const whole = addMonths(from, 12 * guess) > to ? guess - 1 : guess
  const [last, next] = [addMonths(from, 12 * whole), addMonths(from, 12 * (whole + 1))]
  return whole + daysBetween(last, to) / daysBetween(last, next)
}

/** What everyone who leaves the field empty is given: not a day anybody was born on. */
const EMPTY_DATES = new Set([
  '1970-01-01',
  '1900-01-01',
  '1901-01-01',
  '1899-12-30',
  '1753-01-01',
  '0001-01-01',
  '1111-11-11',
])
export const isPlaceholder = (day: string): boolean => EMPTY_DATES.has(day) || day < '1900'

export class CustomerValues {
  readonly #scene: Scene
  readonly #person: LoopPerson
  constructor(scene: Scene) {
    this.#scene = scene
    this.#person = scene.person
  }
  get kind(): string {
    return this.#person.kind
  }
  get city(): string {
    return known('customer.city', this.#person.city)
  }
  get postcode(): string {
    return known('customer.postcode', this.#person.postcode)
  }
  /** Nobody abroad lives in a department, whatever their postcode begins with. */
  get department(): string {
    if (!FRENCH_COUNTRIES.includes(this.#person.country.trim().toUpperCase())) return ''
    return departmentOf(known('customer.postcode', this.#person.postcode))
  }
  get country(): string {
    return this.#person.country
  }
  get language(): string {
    return this.#person.language
  }
  get professional(): boolean {
    return this.#person.law.capacity === 'professional'
  }
  get hasAdvisor(): boolean {
    return this.#person.advisorId !== null
  }
  get hasPhone(): boolean {
    return this.#person.phones.length > 0
  }
  get hasEmail(): boolean {
    return this.#person.emails.length > 0
  }
  get openCase(): boolean {
    return this.#person.openCase
  }
  get vehicles(): number {
    return this.#person.assets.filter((each) => each.kind === 'vehicle').length
  }
  get age(): number {
    const { birthDate } = this.#person
    if (birthDate !== null && isPlaceholder(birthDate)) throw new Unknown('customer.birthDate')
    const born = dayIn(this.#scene, 'customer.birthDate', birthDate)
    return Math.floor(yearsBetween(born.day, born.today))
  }
  get since(): Day {
    return dayIn(this.#scene, 'customer.since', dayOfInstant(this.#scene, this.#person.firstSeen))
  }
  get lastContact(): Day {
    return dayIn(this.#scene, 'customer.lastContact', dayOfInstant(this.#scene, this.#person.lastFromThem))
  }
}

/** The department of a French postcode: two digits, three overseas; Corsica by its two halves. */
export function departmentOf(postcode: string): string {
  if (postcode.startsWith('97') || postcode.startsWith('98')) return postcode.slice(0, 3)
  if (postcode.startsWith('20')) return Number(postcode) < 20_200 ? '2A' : '2B'
  return postcode.slice(0, 2)
}

export class AssetValues {
  readonly #scene: Scene
  constructor(scene: Scene) {
    this.#scene = scene
  }
  get #asset(): LoopAsset {
    return known('asset', this.#scene.asset)
  }
  get kind(): string {
    return this.#asset.kind
  }
  get make(): string {
    return this.#asset.make
  }
  get model(): string {
    return this.#asset.model
  }
  get body(): string {
    return this.#asset.body
  }
  get options(): readonly string[] {
    return this.#asset.options
  }
  get year(): number {
    return known('asset.year', this.#asset.year)
  }
  get mileage(): number {
    return known('asset.mileage', this.#asset.mileage)
  }
  /** Years since it was put on the road; else since they have it; else of its model year. */
  get age(): number {
    const { registeredOn, boughtOn, since, year } = this.#asset
    const from = registeredOn ?? boughtOn ?? since ?? (year === null ? null : `${year}-07-01`)
    const made = dayIn(this.#scene, 'asset.age', from)
    return yearsBetween(made.day, made.today)
  }
  get boughtHere(): boolean {
    return this.#asset.boughtSiteId !== null
  }
  get boughtOn(): Day {
    return dayIn(this.#scene, 'asset.boughtOn', this.#asset.boughtOn)
  }
  get warrantyUntil(): Day {
    return dayIn(this.#scene, 'asset.warrantyUntil', this.#asset.warrantyUntil)
  }
  get nextServiceOn(): Day {
    return dayIn(this.#scene, 'asset.nextServiceOn', this.#asset.nextServiceOn)
  }
  get registeredOn(): Day {
    return dayIn(this.#scene, 'asset.registeredOn', this.#asset.registeredOn)
  }
  get controlUntil(): Day {
    return dayIn(this.#scene, 'asset.controlUntil', this.#asset.controlUntil)
  }
  fitted(option: string): boolean {
    return isFitted(this.#asset, option)
  }
}

/** Fitted, whatever the accents and capitals: `Pneus hiver` is found in `pneus hiver 17"`. */
export function isFitted(asset: LoopAsset, option: string): boolean {
  const wanted = folded(option)
  return asset.options.some((each) => folded(each).includes(wanted))
}
const foldedBefore = new Map<string, string>()
function folded(text: string): string {
  const found = foldedBefore.get(text)
  if (found !== undefined) return found
  const made = fold(text)
  if (foldedBefore.size < 5_000) foldedBefore.set(text, made)
  return made
}

export class OrderValues {
  readonly #scene: Scene
  constructor(scene: Scene) {
    this.#scene = scene
  }
  get #order() {
    return known('order', this.#scene.order)
  }
  get kind(): string {
    return this.#order.kind
  }
  get state(): string {
    return this.#order.state
  }
  get title(): string {
    return this.#order.title
  }
  /** In whole units of money, as people say it. */
  get amount(): number {
    return known('order.amount', this.#order.amountCents) / 100
  }
  get placedOn(): Day {
    return dayIn(this.#scene, 'order.placedOn', dayOfInstant(this.#scene, this.#order.placedAt))
  }
  get promisedOn(): Day {
    return dayIn(this.#scene, 'order.promisedOn', this.#order.promisedOn)
  }
}

export class FactValues {
  readonly #scene: Scene
  constructor(scene: Scene) {
    this.#scene = scene
  }
  get kind(): string {
    return known('fact', this.#scene.fact).kind
  }
  get on(): Day {
    return dayIn(this.#scene, 'fact.on', dayOfInstant(this.#scene, known('fact', this.#scene.fact).at))
  }
  get data(): Record<string, unknown> {
    return known('fact', this.#scene.fact).data
  }
}

export class SiteValues {
  readonly #scene: Scene
  constructor(scene: Scene) {
    this.#scene = scene
  }
  get id(): string {
    const { fact, order, person } = this.#scene
    return known('site', fact?.siteId ?? order?.siteId ?? person.siteId)
  }
}

/** Is it a day of the calendar? `2026-02-30` is none. */
export const isDay = (text: string): boolean => {
  const number = numberOf(text)
  return Number.isInteger(number) && dayOf(number) === text
}
