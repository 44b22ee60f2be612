import { updateCustomer } from '../../contract/customers.ts'
import * as api from '../../contract/privacy.ts'
import { answerRequest, extendRequest, letBack, registerRequest } from '../consent/requests.flow.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { customerRights, objectTo } from './objection.flow.ts'
import { callOffErasure, erasurePreview, requestsWithCopies, scheduleErasure } from './person-erase.flow.ts'
import { exportPersonFlow } from './person-export.flow.ts'
import { changeCustomerFlow } from './restore.flow.ts'
import { previewRetention, readRetention, setRetention } from './retention.flow.ts'

const shows = (customerIds: readonly (string | null)[]) => ({
  action: 'privacy.read',
  customerIds: [...new Set(customerIds.flatMap((id) => id ?? []))],
})

export function privacyRoutes(routes: Routes, looks: Looks): void {
  routes.on(
    api.listRequests,
    noted(looks, requestsWithCopies, ({ requests }) =>
      shows(requests.flatMap((each) => [each.customerId, ...each.copies.map((copy) => copy.customerId)])),
    ),
  )
  routes.on(api.registerRequest, registerRequest)
  routes.on(api.extendRequest, extendRequest)
  routes.on(api.answerRequest, answerRequest)
  routes.on(api.letBack, letBack)
  routes.on(updateCustomer, changeCustomerFlow)
  routes.on(api.customerRights, customerRights)
  routes.on(api.objectTo, objectTo)
  routes.on(api.exportPerson, exportPersonFlow(looks), { perMinute: 30 })
  routes.on(
    api.erasurePreview,
    noted(looks, erasurePreview, ({ namedElsewhere, copies }) =>
      shows([...namedElsewhere, ...copies].map((each) => each.customerId)),
    ),
    { perMinute: 30 },
  )
  routes.on(api.scheduleErasure, scheduleErasure)
  routes.on(api.callOffErasure, callOffErasure)
  routes.on(api.readRetention, readRetention)
  routes.on(
    api.previewRetention,
    noted(looks, previewRetention, ({ rules }) =>
      shows(rules.flatMap(({ sample, held }) => [...sample, ...held.sample].map((each) => each.customerId))),
    ),
    { perMinute: 30 },
  )
  routes.on(api.setRetention, setRetention)
}
