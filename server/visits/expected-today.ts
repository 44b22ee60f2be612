import { contextWeight, isExpected } from '../customers/mix.ts'

/** A vehicle that today gives a reason to come, with its codes. */
export interface ExpectedVehicle {
  assetId: string
  plate: string
  make: string
  colour: string
  becauses: string[]
}

/**
 * Who has a reason to come to one site today, and who of them is here: summed up once, then kept true arrival by arrival, so that
 * a read at the gate never walks over everyone who came before it.
 */
export class ExpectedToday {
  /** Those expected: an appointment, a repair or an order that is ready. */
  readonly booked: ExpectedVehicle[] = []
  readonly #byAsset = new Map<string, ExpectedVehicle[]>()
  #weight = 0

  constructor(vehicles: readonly ExpectedVehicle[]) {
    for (const vehicle of vehicles) this.#add(vehicle)
  }

  /** Sum of the weights of those expected. */
  get weight(): number {
    return this.#weight
  }

  /** Why this vehicle may come today; none for one without a reason. */
  becausesOf(assetId: string): string[] {
    return this.#byAsset.get(assetId)?.at(-1)?.becauses ?? []
  }

  /** Its plates, as far as it has a reason to come. */
  platesOf(assetId: string): string[] {
    return this.#byAsset.get(assetId)?.map((vehicle) => vehicle.plate) ?? []
  }

  /** This vehicle is here now: it will hardly arrive again today. */
  arrived(vehicle: Omit<ExpectedVehicle, 'becauses'>): void {
    const known = this.#byAsset.get(vehicle.assetId)?.find((each) => each.plate === vehicle.plate)
    if (!known) this.#add({ ...vehicle, becauses: ['arrived-already'] })
    else if (!known.becauses.includes('arrived-already')) {
      const before = isExpected(known.becauses) ? contextWeight(known.becauses) : 0
      known.becauses = [...known.becauses, 'arrived-already']
      if (before) this.#weight += contextWeight(known.becauses) - before
    }
  }

  #add(vehicle: ExpectedVehicle): void {
    const same = this.#byAsset.get(vehicle.assetId)
    if (same) same.push(vehicle)
    else this.#byAsset.set(vehicle.assetId, [vehicle])
    if (!isExpected(vehicle.becauses)) return
    this.booked.push(vehicle)
    this.#weight += contextWeight(vehicle.becauses)
  }
}
