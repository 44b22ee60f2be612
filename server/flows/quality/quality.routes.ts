import * as file from '../../../contract/gate-file.ts'
import * as hooks from '../../../contract/gate-hooks.ts'
import * as api from '../../../contract/quality.ts'
import type { Reader } from '../../feedback/reading.ts'
import type { Routes } from '../../kit/http.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import type { Webhooks } from '../../quality/webhook.port.ts'
import { listProducts, previewSettings, readSettings, withdrawnNow } from './board.flow.ts'
import {
  declineByHand,
  makeVersion,
  openFileByHand,
  previewTelling,
  returnByHand,
  withdrawByHand,
} from './decide.flow.ts'
import { addAction, changeActionFlow, linkWordsFlow, noteFlow, updateFile } from './file.flow.ts'
import { createHook, listHooks, replayFlow, rotateHook, testHook, updateHook } from './hooks.flow.ts'
import { productShows, readProduct } from './product-page.flow.ts'
import { createProduct, importProducts, setSettings, updateProduct } from './products.flow.ts'
import { addProof, addProofFile, readProofFile, removeProof } from './proofs.flow.ts'
import { ratingsFlow } from './ratings.flow.ts'
import { undoDecision } from './undo.flow.ts'

/** A proof and a little more, so that one of 10 MB and a byte is told why. */
const PROOF_LIMIT = file.PROOF_MAX_BYTES + 65_536
const CSV_LIMIT = 2 * 1024 * 1024

/** The product gate. */
export function qualityRoutes(routes: Routes, looks: Looks, webhooks: Webhooks, reader: Reader): void {
  routes.on(api.listProducts, listProducts)
  routes.on(api.createProduct, createProduct)
  routes.on(api.updateProduct, updateProduct)
  routes.on(api.importProducts, importProducts, { bodyLimit: CSV_LIMIT })
  routes.on(api.tellRatings, ratingsFlow(reader), { perMinute: 600, bodyLimit: 4 * 1024 * 1024 })
  routes.on(api.readGateSettings, readSettings)
  routes.on(api.setGateSettings, setSettings)
  routes.on(api.previewGateSettings, previewSettings)

  routes.on(file.readProduct, noted(looks, readProduct, productShows))
  routes.on(file.openFile, openFileByHand)
  routes.on(file.updateFile, updateFile)
  routes.on(file.addImprovement, addAction)
  routes.on(file.changeImprovement, changeActionFlow)
  routes.on(file.addProof, addProof)
  routes.on(file.addProofFile, addProofFile, { perMinute: 60, bodyLimit: PROOF_LIMIT })
  routes.on(file.readProofFile, readProofFile)
  routes.on(file.removeProof, removeProof)
  routes.on(file.linkWords, linkWordsFlow)
  routes.on(file.noteInFile, noteFlow)

  routes.on(file.withdrawProduct, withdrawByHand)
  routes.on(file.declineProposal, declineByHand)
  routes.on(file.newVersion, makeVersion)
  routes.on(file.previewTold, previewTelling, { perMinute: 60 })
  routes.on(file.returnProduct, returnByHand)
  routes.on(file.undoGate, undoDecision)

  routes.on(hooks.listHooks, listHooks)
  routes.on(hooks.createHook, createHook(webhooks))
  routes.on(hooks.updateHook, updateHook(webhooks))
  routes.on(hooks.rotateHook, rotateHook)
  routes.on(hooks.testHook, testHook(webhooks), { perMinute: 20 })
  routes.on(hooks.replayDelivery, replayFlow, { perMinute: 120 })
  routes.on(hooks.withdrawnList, withdrawnNow)
}
