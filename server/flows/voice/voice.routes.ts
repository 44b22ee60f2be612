import * as api from '../../../contract/voice.ts'
import * as newsApi from '../../../contract/voice-news.ts'
import type { Routes } from '../../kit/http.ts'
import type { Looks } from '../../network/looks.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { exportVoice, voiceBreakdown } from './breakdown.flow.ts'
import { voiceChart } from './chart.flow.ts'
import { voiceFigures, voiceThemes } from './figures.flow.ts'
import { hushPhrase, lookForNews, newsShows, voiceNews } from './news.flow.ts'
import { archiveOwnTheme, changeOwnTheme, createOwnTheme, listOwnThemes, previewOwnTheme } from './own-themes.flow.ts'
import { exportFollowUps, voiceFollowUps } from './picks.flow.ts'

/** What all of them say. */
export function voiceRoutes(routes: Routes, playbook: PlaybookNow, looks: Looks): void {
  routes.on(api.voiceFigures, voiceFigures(playbook))
  routes.on(api.voiceBreakdown, voiceBreakdown(playbook))
  routes.on(api.voiceChart, voiceChart)
  routes.on(api.voiceThemes, voiceThemes)
  routes.on(api.voiceFollowUps, voiceFollowUps)
  routes.on(api.exportFollowUps, exportFollowUps)
  routes.on(api.exportVoice, exportVoice(playbook))
  routes.on(newsApi.voiceNews, async (house, input, caller) => {
    const { answer, customerIds } = await voiceNews(house, input, caller)
    looks.note(caller, newsShows(customerIds), house.now())
    return answer
  })
  routes.on(newsApi.lookForNews, lookForNews, { perMinute: 6 })
  routes.on(newsApi.hushPhrase, hushPhrase)
  routes.on(newsApi.listOwnThemes, listOwnThemes)
  routes.on(newsApi.previewOwnTheme, async (house, input, caller) => {
    const { answer, customerIds } = await previewOwnTheme(house, input, caller)
    looks.note(caller, newsShows(customerIds), house.now())
    return answer
  })
  routes.on(newsApi.createOwnTheme, createOwnTheme)
  routes.on(newsApi.changeOwnTheme, changeOwnTheme)
  routes.on(newsApi.archiveOwnTheme, archiveOwnTheme)
}
