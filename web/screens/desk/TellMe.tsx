import { Button } from '@mantine/core'
import { IconBell, IconBellOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Empty } from '../../parts/Empty.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import { stopTellingHere, tellHere, toldHere } from '../shell/told-here.ts'

const able = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** An iPhone knows Web Push only of a page that stands on its home screen; an iPad says that it is a Mac, and is touched. */
const needsHomeScreen = () => {
  const { userAgent, maxTouchPoints } = navigator
  return (
    window.isSecureContext &&
    !('PushManager' in window) &&
    (/iPhone|iPad/u.test(userAgent) || (/Macintosh/u.test(userAgent) && maxTouchPoints > 1))
  )
}

/** The VAPID key as the browser wants it: bytes, from base64url. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(
    key
      .replaceAll('-', '+')
      .replaceAll('_', '/')
      .padEnd(Math.ceil(key.length / 4) * 4, '='),
  )
  return Uint8Array.from(text, (c) => c.charCodeAt(0))
}

/** « Tell me on this phone »: the permission is asked for only on this click, and taken back by the next one. */
export function TellMe({ onTold }: { onTold?: (on: boolean) => void }) {
  const { t } = useWords()
  const me = useMe()
  const [on, setOn] = useState(false)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (!able()) return
    void toldHere()
      .then((subscription) => setOn(!!subscription && Notification.permission === 'granted'))
      .catch(() => setOn(false))
  }, [])
  useEffect(() => onTold?.(on), [on, onTold])
  if (!me.pushKey) return null
  if (needsHomeScreen())
    return (
      <Empty quiet icon={<IconBell size={24} />} title={t('shell.push-ios')}>
        {t('shell.push-ios-how')}
      </Empty>
    )
  if (!able()) return null

  const start = async () => {
    if ((await Notification.requestPermission()) !== 'granted') return toast(t('shell.push-denied'))
    await navigator.serviceWorker.register('/sw.js')
    const worker = await navigator.serviceWorker.ready
    // The browser's own service may be out of reach, or switched off: in a private window it always is.
    const subscription = await worker.pushManager
      .subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(me.pushKey) })
      .catch(() => null)
    if (!subscription) return toast(t('shell.push-failed'))
    await tellHere(subscription)
    setOn(true)
    toast(t('shell.push-on'))
  }
  const stop = async () => {
    await stopTellingHere()
    setOn(false)
  }
  const click = () => {
    setBusy(true)
    void (on ? stop() : start()).catch(toastProblem).finally(() => setBusy(false))
  }
  return (
    <Button
      variant={on ? 'subtle' : 'default'}
      loading={busy}
      aria-pressed={on}
      leftSection={on ? <IconBellOff size={20} aria-hidden /> : <IconBell size={20} aria-hidden />}
      onClick={click}
    >
      {t(on ? 'shell.push-off' : 'shell.push')}
    </Button>
  )
}
