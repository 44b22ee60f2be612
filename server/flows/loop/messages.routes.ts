import * as devices from '../../../contract/devices.ts'
import * as ways from '../../../contract/message-providers.ts'
import * as api from '../../../contract/messages.ts'
import * as mine from '../../../contract/my-page.ts'
import type { Routes } from '../../kit/http.ts'
import type { Carriers } from '../../messages/channel.port.ts'
import type { Printer } from '../../messages/print.port.ts'
import { createProvider, listProviders, removeProviderFlow, updateProvider } from '../../messages/provider.flow.ts'
import {
  hearRecording,
  keepRecording,
  listRecordings,
  playRecording,
  removeRecording,
} from '../../messages/recording.flow.ts'
import type { PlaybookInForce } from '../../moments/playbook.store.ts'
import { noted } from '../../network/looks.flow.ts'
import type { Looks } from '../../network/looks.ts'
import { playbookNow } from '../../work/playbook-now.flow.ts'
import { askAgain } from './ask-again.flow.ts'
import { postCards, printCards, waitingCards } from './cards.flow.ts'
import { customerDevices, removeDevice } from './devices.flow.ts'
import { myConsent } from './my-consent.flow.ts'
import { myDetails } from './my-details.flow.ts'
import { addMyDevice, moveMyDevice, removeMyDevice, shownOnMyDevice } from './my-devices.flow.ts'
import { myAdvisor, myData, myLanguage, myQuote, myRhythm, myWayOut, readMyPage } from './my-page.flow.ts'
import {
  callOffMessage,
  listBlocked,
  listMessages,
  messageCosts,
  outboxShows,
  settleDoubt,
  takeUpMessage,
  unblockAddress,
} from './outbox.flow.ts'
import { makePageLink, revokePageLinks } from './page-link.flow.ts'
import { testProvider } from './test-send.flow.ts'
import { tryChoices, tryMessage, tryOnMyself } from './try-message.flow.ts'

export function messagesRoutes(
  routes: Routes,
  carriers: Carriers,
  printer: Printer,
  playbooks: PlaybookInForce,
  looks: Looks,
): void {
  const now = playbookNow(playbooks)
  routes.on(ways.listProviders, listProviders)
  routes.on(ways.createProvider, createProvider)
  routes.on(ways.updateProvider, updateProvider)
  routes.on(ways.removeProvider, removeProviderFlow)
  routes.on(ways.testProvider, testProvider(carriers), { perMinute: 20 })
  routes.on(api.listMessages, noted(looks, listMessages(now), outboxShows))
  routes.on(api.settleDoubt, settleDoubt)
  routes.on(api.callOffMessage, callOffMessage)
  routes.on(api.takeUpMessage, takeUpMessage)
  routes.on(api.messageCosts, messageCosts(now))
  routes.on(api.tryChoices, tryChoices(playbooks))
  routes.on(api.tryMessage, tryMessage(playbooks))
  routes.on(api.tryOnMyself, tryOnMyself(playbooks, carriers), { perMinute: 20 })
  routes.on(api.waitingCards, waitingCards)
  routes.on(api.printCards, printCards(printer, askAgain(playbooks)))
  routes.on(api.postCards, postCards)
  routes.on(api.listRecordings, listRecordings)
  routes.on(api.keepRecording, keepRecording)
  routes.on(api.hearRecording, hearRecording)
  routes.on(api.removeRecording, removeRecording)
  routes.on(api.playRecording, playRecording, { perMinute: 600 })
  routes.on(api.listBlocked, listBlocked)
  routes.on(api.unblockAddress, unblockAddress)
  routes.on(devices.customerDevices, customerDevices)
  routes.on(devices.removeDevice, removeDevice)
  routes.on(api.makePageLink, makePageLink)
  routes.on(api.revokePageLinks, revokePageLinks)
}

/** Acts of a customer on their own page, a minute, from one address: more is no person. */
const ACTS = { perMinute: 30 }

export function myPageApi(routes: Routes): void {
  routes.on(mine.readMyPage, readMyPage, { perMinute: 60 })
  routes.on(mine.myConsent, myConsent, ACTS)
  routes.on(mine.myRhythm, myRhythm, ACTS)
  routes.on(mine.myDetails, myDetails, ACTS)
  routes.on(mine.myQuote, myQuote, ACTS)
  routes.on(mine.myAdvisor, myAdvisor, ACTS)
  routes.on(mine.myData, myData, ACTS)
  routes.on(mine.myLanguage, myLanguage, ACTS)
  routes.on(mine.myWayOut, myWayOut, ACTS)
  routes.on(devices.addMyDevice, addMyDevice, ACTS)
  routes.on(devices.removeMyDevice, removeMyDevice, ACTS)
  routes.on(devices.moveMyDevice, moveMyDevice, ACTS)
  routes.on(devices.shownOnMyDevice, shownOnMyDevice, { perMinute: 60 })
}
