import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemError } from '../../api.ts'
import { auth } from '../../auth.ts'
import { Door } from '../../parts/Door.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { SixDigits } from '../../parts/SixDigits.tsx'
import { useWords } from '../../words/words.tsx'

type Said = 'wrong' | 'passkey-failed' | 'code2-wrong' | 'backup-wrong'

/** A refusal of the sign-in in our words: too many tries and an unreachable server are told apart from a wrong word. */
export function refusalOf(status: number, said: Said, t: ReturnType<typeof useWords>['t']): ProblemError {
  const plain = { type: 'about:blank', status }
  if (status === 429)
    return new ProblemError({
      ...plain,
      code: 'slow-down',
      title: t('start.slow-down'),
      hint: t('start.slow-down-hint'),
    })
  if (status === 0 && said === 'wrong') return new ProblemError({ ...plain, code: 'offline', title: '' })
  if (status >= 500) return new ProblemError({ ...plain, code: 'fault', title: '' })
  return new ProblemError({ ...plain, code: said, title: t(`start.${said}`), hint: t(`start.${said}-hint`) })
}

/** The second factor: six digits of the app, or one of the backup codes. */
export function SecondFactor({ done, back }: { done: () => void; back: () => void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [tries, setTries] = useState(0)
  const [backup, setBackup] = useState(false)
  const [trustDevice, setTrust] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const verify = (value: string) => {
    setBusy(true)
    setError(null)
    const asked = backup
      ? auth.twoFactor.verifyBackupCode({ code: value.trim(), trustDevice })
      : auth.twoFactor.verifyTotp({ code: value, trustDevice })
    void asked
      .then(({ error: fault }) => {
        if (!fault) return done()
        setCode('')
        setTries((n) => n + 1)
        setError(refusalOf(fault.status, backup ? 'backup-wrong' : 'code2-wrong', t))
      })
      .catch(() => setError(refusalOf(0, 'wrong', t)))
      .finally(() => setBusy(false))
  }
  return (
    <Door
      title={t(backup ? 'start.backup' : 'start.code2')}
      lead={t(backup ? 'start.backup-hint' : 'start.code2-lead')}
    >
      <form
        style={{ display: 'grid', gap: 18 }}
        onSubmit={(e) => {
          e.preventDefault()
          verify(code)
        }}
      >
        {backup ? (
          <TextInput
            key={tries}
            label={t('start.backup')}
            placeholder="aBc12-3dEf4"
            autoCapitalize="none"
            spellCheck={false}
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
          />
        ) : (
          <SixDigits value={code} onChange={setCode} onComplete={verify} tries={tries} busy={busy} />
        )}
        <Checkbox label={t('start.trust')} checked={trustDevice} onChange={(e) => setTrust(e.currentTarget.checked)} />
        <ErrorNote error={error} />
        <Group justify="space-between">
          <Button variant="subtle" onClick={back}>
            {t('shell.back')}
          </Button>
          <Button
            variant="subtle"
            onClick={() => {
              setCode('')
              setError(null)
              setBackup(!backup)
            }}
          >
            {t(backup ? 'start.code2-app' : 'start.code2-backup')}
          </Button>
          <Button type="submit" loading={busy} disabled={!code}>
            {t('start.sign-in-do')}
          </Button>
        </Group>
      </form>
      {backup && (
        <p className="dim" style={{ margin: '18px 0 0' }}>
          {t('start.lost-factor')}
        </p>
      )}
    </Door>
  )
}
