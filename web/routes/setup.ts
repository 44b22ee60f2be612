import { screen } from './inside.tsx'

/** Where a house is furnished, and one’s own account. */
export const setupScreens = [
  screen('/setup', () => import('../screens/setup/Setup.tsx')),
  screen('/setup/network', () => import('../screens/setup/Network.tsx')),
  screen('/setup/staff', () => import('../screens/setup/Staff.tsx')),
  screen('/setup/cameras', () => import('../screens/setup/Cameras.tsx')),
  screen('/setup/cameras/$id', () => import('../screens/setup/Camera.tsx')),
  screen('/setup/phones', () => import('../screens/setup/Phones.tsx')),
  screen('/setup/phones/$id', () => import('../screens/setup/Phone.tsx')),
  screen('/setup/law', () => import('../screens/setup/Law.tsx')),
  screen('/setup/audit', () => import('../screens/setup/Audit.tsx')),
  screen('/setup/keys', () => import('../screens/setup/Keys.tsx')),
  screen('/setup/channels', () => import('../screens/messages/Channels.tsx')),
  screen('/setup/requests', () => import('../screens/privacy/Requests.tsx')),
  screen('/setup/retention', () => import('../screens/privacy/Retention.tsx')),
  screen('/account', () => import('../screens/account/Account.tsx')),
]
