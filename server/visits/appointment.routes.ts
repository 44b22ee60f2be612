import * as api from '../../contract/visits.ts'
import type { Routes } from '../kit/http.ts'
import { noted } from '../network/looks.flow.ts'
import type { Looks } from '../network/looks.ts'
import { createAppointment, listAppointments, updateAppointment } from './appointment.flow.ts'
import { appointmentsShow } from './whom-shown.ts'

export function appointmentRoutes(routes: Routes, looks: Looks): void {
  routes.on(api.listAppointments, noted(looks, listAppointments, appointmentsShow))
  routes.on(api.createAppointment, createAppointment)
  routes.on(api.updateAppointment, updateAppointment)
}
