import * as api from '../../../contract/voice.ts'
import type { Routes } from '../../kit/http.ts'
import type { PlaybookNow } from '../../work/playbook-now.port.ts'
import { exportVoice, voiceBreakdown } from './breakdown.flow.ts'
import { voiceChart } from './chart.flow.ts'
import { voiceFigures, voiceThemes } from './figures.flow.ts'

/** What all of them say. */
export function voiceRoutes(routes: Routes, playbook: PlaybookNow): void {
  routes.on(api.voiceFigures, voiceFigures(playbook))
  routes.on(api.voiceBreakdown, voiceBreakdown(playbook))
  routes.on(api.voiceChart, voiceChart)
  routes.on(api.voiceThemes, voiceThemes)
  routes.on(api.exportVoice, exportVoice(playbook))
}
