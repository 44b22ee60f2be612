import {
  contactRules,
  customerConsents,
  endContract,
  judgeContact,
  proveReceipts,
  setContactRules,
  setPreference,
  writeContract,
  writeReceipt,
  writeWording,
} from '../../contract/consent.ts'
import type { Routes } from '../kit/http.ts'
import {
  customerConsentsFlow,
  endContractFlow,
  judgeContactFlow,
  setPreferenceFlow,
  writeContractFlow,
  writeReceiptFlow,
} from './consents.flow.ts'
import { contactRulesFlow, proveReceiptsFlow, setContactRulesFlow, writeWordingFlow } from './rules.flow.ts'

/** May we, what they said, and how the network reads the law. Past decisions are judged again in `flows/loop/decisions.routes.ts`. */
export function consentRoutes(routes: Routes): void {
  routes.on(customerConsents, customerConsentsFlow)
  routes.on(writeReceipt, writeReceiptFlow)
  routes.on(setPreference, setPreferenceFlow)
  routes.on(writeContract, writeContractFlow)
  routes.on(endContract, endContractFlow)
  routes.on(judgeContact, judgeContactFlow)
  routes.on(proveReceipts, proveReceiptsFlow)
  routes.on(contactRules, contactRulesFlow)
  routes.on(setContactRules, setContactRulesFlow)
  routes.on(writeWording, writeWordingFlow)
}
