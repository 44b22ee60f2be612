import { Button, Group, PasswordInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { QRCodeSVG } from 'qrcode.react'
import { useEffect, useId, useRef, useState } from 'react'
import { me as meEndpoint } from '../../../contract/network.ts'
import { auth } from '../../auth.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { FormFooter } from '../../parts/FormFooter.tsx'
import { Section } from '../../parts/Page.tsx'
import { SixDigits } from '../../parts/SixDigits.tsx'
import { Tone } from '../../parts/Tone.tsx'
import { toast } from '../../parts/toast.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from '../setup/Setup.module.css'
import styles from './Account.module.css'
import { BackupCodes } from './BackupCodes.tsx'
import { refused } from './refused.ts'

type Wish = 'enable' | 'codes' | 'disable'
interface Shown {
  uri: string | null
  codes: string[]
}

/** The second factor: off, being set up (QR code, then a first code to prove it), or on, with new backup codes when asked. */
export function Factor({ done }: { done?: () => void }) {
  const { t } = useWords()
  const me = useMe()
  const queries = useQueryClient()
  const [wish, setWish] = useState<Wish | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const panel = useRef<HTMLDivElement>(null)
  const step = shown ? (shown.uri ? 'prove' : 'codes') : (wish ?? 'choose')
  const before = useRef(step)
  // Each step replaces the one before, and what had the keyboard: a step that has no field of its own takes it as a whole.
  useEffect(() => {
    if (before.current !== step && !panel.current?.contains(document.activeElement))
      panel.current?.focus({ preventScroll: true })
    before.current = step
  }, [step])
  const known = () => queries.invalidateQueries({ queryKey: [meEndpoint.name] })
  const ask = async (password: string) => {
    if (wish === 'disable') {
      const { error } = await auth.twoFactor.disable({ password })
      if (error) return error
      toast(t('setup.factor-off-done'))
      await known()
    } else if (wish === 'codes') {
      const { data, error } = await auth.twoFactor.generateBackupCodes({ password })
      if (error) return error
      setShown({ uri: null, codes: data?.backupCodes ?? [] })
    } else {
      const { data, error } = await auth.twoFactor.enable({ password })
      if (error) return error
      if (data && 'totpURI' in data) setShown({ uri: data.totpURI, codes: data.backupCodes })
    }
    setWish(null)
    return null
  }
  return (
    <Section title={t('setup.factor')}>
      <div ref={panel} tabIndex={-1} className={`${classes.panel} surface`}>
        <p className={styles.state}>
          <Tone tone={me.twoFactor ? 'good' : 'wait'}>{t(me.twoFactor ? 'setup.factor-on' : 'setup.factor-off')}</Tone>
          <span className="dim">{t(me.twoFactor ? 'setup.factor-on-text' : 'setup.factor-off-text')}</span>
        </p>
        {shown?.uri ? (
          <Prove
            uri={shown.uri}
            done={() => {
              setShown({ uri: null, codes: shown.codes })
              toast(t('setup.factor-on-done'))
              void known()
            }}
            cancel={() => setShown(null)}
          />
        ) : shown ? (
          <BackupCodes
            codes={shown.codes}
            close={() => {
              setShown(null)
              done?.()
            }}
          />
        ) : wish ? (
          <Asking wish={wish} ask={ask} cancel={() => setWish(null)} />
        ) : (
          <Group gap="sm">
            {!me.twoFactor && <Button onClick={() => setWish('enable')}>{t('setup.factor-enable')}</Button>}
            {me.twoFactor && (
              <>
                <Button variant="default" onClick={() => setWish('codes')}>
                  {t('setup.factor-codes')}
                </Button>
                <Button color="brick" variant="subtle" onClick={() => setWish('disable')}>
                  {t('setup.factor-disable')}
                </Button>
              </>
            )}
          </Group>
        )}
      </div>
    </Section>
  )
}

interface AskingProps {
  wish: Wish
  ask: (password: string) => Promise<{ status: number } | null>
  cancel: () => void
}

/** Each of these asks for the password once more: a device left open must not be enough. */
function Asking({ wish, ask, cancel }: AskingProps) {
  const { t } = useWords()
  const [password, setPassword] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const wrong = { title: 'setup.password-wrong', hint: 'setup.password-wrong-hint' } as const
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        setBusy(true)
        setError(null)
        void ask(password)
          .then((fault) => fault && setError(refused(fault, wrong, t)))
          .catch(() => setError(refused(null, wrong, t)))
          .finally(() => setBusy(false))
      }}
    >
      <PasswordInput
        label={t('setup.factor-password')}
        description={t(`setup.factor-${wish}-why`)}
        autoComplete="current-password"
        autoFocus
        maw={380}
        visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
        value={password}
        onChange={(e) => setPassword(e.currentTarget.value)}
      />
      <FormFooter submit={t(`setup.factor-${wish}`)} busy={busy} error={error} onCancel={cancel} />
    </form>
  )
}

function Prove({ uri, done, cancel }: { uri: string; done: () => void; cancel: () => void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [tries, setTries] = useState(0)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const how = useId()
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const wrong = { title: 'start.code2-wrong', hint: 'start.code2-wrong-hint' } as const
  const verify = (value: string) => {
    setBusy(true)
    setError(null)
    void auth.twoFactor
      .verifyTotp({ code: value })
      .then(({ error: fault }) => {
        if (!fault) return done()
        setCode('')
        setTries((n) => n + 1)
        setError(refused(fault, wrong, t))
      })
      .catch(() => setError(refused(null, wrong, t)))
      .finally(() => setBusy(false))
  }
  return (
    <div>
      <ol className={styles.steps}>
        <li>
          <p id={how}>{t('setup.factor-scan')}</p>
          <div className={styles.qr}>
            <QRCodeSVG value={uri} size={184} marginSize={2} title={t('setup.factor-qr')} />
          </div>
          <CopyField label={t('setup.factor-secret')} value={secret} description={t('setup.factor-secret-hint')} />
        </li>
        <li>
          <p>{t('setup.factor-prove')}</p>
          <ErrorNote error={error} />
          <SixDigits value={code} onChange={setCode} onComplete={verify} tries={tries} busy={busy} describedBy={how} />
        </li>
      </ol>
      <Button variant="subtle" onClick={cancel}>
        {t('shell.cancel')}
      </Button>
    </div>
  )
}
