import * as api from '../../../contract/reader.ts'
import type { ReaderInForce } from '../../feedback/reader-in-force.store.ts'
import { backToShipped, learnAgain, learnNow, readReader } from '../../feedback/reader-page.flow.ts'
import type { SecondOpinion } from '../../feedback/second-opinion.port.ts'
import type { Routes } from '../../kit/http.ts'
import type { Looks } from '../../network/looks.ts'
import { listDisagreements, readSecondOpinion, setSecondOpinion, trySecondOpinion } from './second-opinion.flow.ts'

/** How well they are read, by which reader, and what another says of the same words. */
export function readerRoutes(routes: Routes, reader: ReaderInForce, model: SecondOpinion, looks: Looks): void {
  routes.on(api.readReader, readReader(reader))
  routes.on(api.backToShipped, backToShipped(reader))
  routes.on(api.learnAgain, learnAgain)
  routes.on(api.learnNow, learnNow, { perMinute: 6 })
  routes.on(api.readSecondOpinion, readSecondOpinion)
  routes.on(api.setSecondOpinion, setSecondOpinion(model))
  routes.on(api.trySecondOpinion, trySecondOpinion(model, reader), { perMinute: 20 })
  routes.on(api.listDisagreements, listDisagreements(looks))
}
