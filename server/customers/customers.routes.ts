import {
  createAsset,
  createCustomer,
  deleteVoice,
  getVoice,
  listCustomers,
  putVoice,
  readCustomer,
  relate,
  unrelate,
  updateAsset,
} from '../../contract/customers.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { createAssetFlow, updateAssetFlow } from './assets.flow.ts'
import { createCustomerFlow, listCustomersFlow, readCustomerFlow } from './customers.flow.ts'
import { relateFlow, unrelateFlow } from './relations.flow.ts'
import { VOICE_MAX_BYTES } from './sound-file.ts'
import { deleteVoiceFlow, getVoiceFlow, putVoiceFlow } from './voice.flow.ts'
import { listShows, relatedShows } from './whom-shown.ts'

/**
 * Who they are and what they own. Owners change in `flows/sale.routes.ts`, for a sale is also written on the timeline; a customer in
 * `flows/privacy.routes.ts`, for one whose erasure is decided is not brought back.
 */
export function customersRoutes(routes: Routes, looks: Looks): void {
  routes.on(listCustomers, noted(looks, listCustomersFlow, listShows))
  routes.on(createCustomer, createCustomerFlow)
  routes.on(readCustomer, noted(looks, readCustomerFlow, relatedShows))
  routes.on(putVoice, putVoiceFlow, { bodyLimit: VOICE_MAX_BYTES })
  routes.on(getVoice, getVoiceFlow)
  routes.on(deleteVoice, deleteVoiceFlow)
  routes.on(relate, relateFlow)
  routes.on(unrelate, unrelateFlow)
  routes.on(createAsset, createAssetFlow)
  routes.on(updateAsset, updateAssetFlow)
}
