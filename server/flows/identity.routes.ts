import * as api from '../../contract/identity.ts'
import * as qualityOfIdentity from '../../contract/identity-quality.ts'
import type { ModelInForce } from '../identity/model.store.ts'
import type { Resolving } from '../identity/resolving.port.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { dryRunOfPeople } from './dry-run.flow.ts'
import { householdProposals, proposeHouseholdAgain, refuseHousehold } from './household.flow.ts'
import {
  comparePair,
  customerRecords,
  identityEvents,
  lookAlike,
  mergeCustomers,
  undoIdentityEvent,
} from './identity.flow.ts'
import { identityDryRun, identityQuality, learnIdentity, setIdentity } from './identity-quality.flow.ts'
import { importBrought } from './import-brought.flow.ts'
import { judgePair, reviewPairs, undoJudgement } from './review.flow.ts'
import { confirmField, setSourceTrust, sourceTrust } from './trust.flow.ts'

const shows = (customerIds: readonly string[]) => ({ action: 'identity.read', customerIds: [...new Set(customerIds)] })
const ofPairs = (pairs: readonly { a: { customerId: string }; b: { customerId: string } }[]) =>
  shows(pairs.flatMap(({ a, b }) => [a.customerId, b.customerId]))

export function identityRoutes(routes: Routes, models: ModelInForce, looks: Looks, thread: Resolving): void {
  routes.on(
    api.reviewPairs,
    noted(looks, reviewPairs(models), ({ pairs }) => ofPairs(pairs)),
  )
  routes.on(api.importBrought, importBrought(models))
  routes.on(api.judgePair, judgePair(models))
  routes.on(api.undoJudgement, undoJudgement)
  routes.on(
    api.identityEvents,
    noted(looks, identityEvents, ({ events }) => shows(events.flatMap((event) => [event.customerId, event.otherId]))),
  )
  routes.on(api.undoIdentityEvent, undoIdentityEvent)
  routes.on(
    api.customerRecords,
    noted(looks, customerRecords, (_answer, { params }) => shows([params.id])),
  )
  routes.on(
    api.comparePair,
    noted(looks, comparePair(models), (pair) => ofPairs([pair])),
  )
  routes.on(api.confirmField, confirmField)
  routes.on(api.sourceTrust, sourceTrust)
  routes.on(api.setSourceTrust, setSourceTrust)
  routes.on(api.mergeCustomers, mergeCustomers(models))
  routes.on(
    api.lookAlike,
    noted(looks, lookAlike(models), ({ people }) => shows(people.map((each) => each.customerId))),
  )
  routes.on(
    api.householdProposals,
    noted(looks, householdProposals(models), ({ people }) => shows(people.map((each) => each.customerId))),
  )
  routes.on(api.refuseHousehold, refuseHousehold)
  routes.on(api.proposeHouseholdAgain, proposeHouseholdAgain)
  routes.on(qualityOfIdentity.identityQuality, identityQuality(models))
  routes.on(
    qualityOfIdentity.identityDryRun,
    noted(looks, identityDryRun(models), ({ examples }) => ofPairs(examples)),
  )
  routes.on(
    qualityOfIdentity.identityTry,
    noted(looks, dryRunOfPeople(models, thread), ({ now, would }) =>
      shows(
        [now, would].flatMap((all) => all?.largest ?? []).flatMap(({ some }) => some.map((each) => each.customerId)),
      ),
    ),
  )
  routes.on(qualityOfIdentity.setIdentity, setIdentity(models))
  routes.on(qualityOfIdentity.learnIdentity, learnIdentity)
}
