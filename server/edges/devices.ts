import type { Devices } from '../signals/device.port.ts'
import { callKind } from './calls/kinds.ts'
import { cameraKind } from './cameras/kinds.ts'

/** Every make of camera and telephone system, behind the port. */
export const knownDevices: Devices = { camera: cameraKind, call: callKind }
