import { Alert, Button, TextInput } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { auth } from '../../auth.ts'
import { Empty } from '../../parts/Empty.tsx'
import { ErrorNote } from '../../parts/ErrorNote.tsx'
import { Loading } from '../../parts/Loading.tsx'
import { Section } from '../../parts/Page.tsx'
import { Time } from '../../parts/Time.tsx'
import { toast, toastProblem } from '../../parts/toast.tsx'
import { useWords } from '../../words/words.tsx'
import { OneWay } from '../setup/OneWay.tsx'
import classes from '../setup/Setup.module.css'
import { signOut } from '../shell/sign-out.ts'
import { refused } from './refused.ts'

const KEY = ['passkeys'] as const
const able = () => typeof PublicKeyCredential !== 'undefined' && isSecureContext

const codeOf = (fault: unknown) => (fault as { code?: string } | null | undefined)?.code

const failed = { title: 'setup.passkey-failed', hint: 'setup.passkey-failed-hint' } as const

const there = { title: 'setup.passkey-there', hint: 'setup.passkey-there-hint' } as const

/** The passkeys of whoever is signed in. */
export function useMyPasskeys() {
  const { t } = useWords()
  return useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const { data, error: fault } = await auth.passkey.listUserPasskeys()
      if (fault) throw refused(fault, failed, t)
      return data ?? []
    },
    retry: false,
  })
}

/** Passkeys: coming in with a finger, a face or a key instead of a password. */
export function Passkeys() {
  const { t } = useWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [stale, setStale] = useState(false)
  const list = useMyPasskeys()
  const again = () => queries.invalidateQueries({ queryKey: KEY })
  const add = () => {
    setBusy(true)
    setError(null)
    setStale(false)
    void auth.passkey
      .addPasskey({ name: name.trim() || t('setup.passkey-first') })
      .then((answer) => {
        const code = codeOf(answer?.error)
        if (code === 'SESSION_NOT_FRESH') return setStale(true)
        if (code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') return setError(refused({ status: 400 }, there, t))
        if (answer?.error) return setError(refused({ status: answer.error.status || 400 }, failed, t))
        setName('')
        toast(t('setup.passkey-added'))
        return again()
      })
      .catch(() => setError(refused({ status: 400 }, failed, t)))
      .finally(() => setBusy(false))
  }
  const remove = (id: string) =>
    void auth.passkey
      .deletePasskey({ id })
      .then(({ error: fault }) => {
        if (fault) return toastProblem(refused(fault, failed, t))
        toast(t('setup.passkey-removed'))
        return again()
      })
      .catch(() => toastProblem(refused(null, failed, t)))
  return (
    <Section title={t('setup.passkeys')} note={list.data?.length || undefined}>
      <div className={`${classes.panel} surface`}>
        <ErrorNote error={list.error} retry={list.refetch} />
        {list.isPending && <Loading rows={1} />}
        {list.data?.length === 0 && (
          <Empty quiet icon={<IconKey size={32} stroke={1.4} />} title={t('setup.passkeys-none')}>
            {t('setup.passkeys-none-text')}
          </Empty>
        )}
        {list.data && list.data.length > 0 && (
          <ul className={classes.parts}>
            {list.data.map((key) => (
              <li key={key.id} className={classes.row} style={{ padding: '8px 0' }}>
                <div>
                  <strong style={{ fontWeight: 600 }}>{key.name || t('setup.passkey-first')}</strong>
                  <p className={classes.line}>
                    {t('setup.passkey-since')} <Time at={new Date(key.createdAt)} />
                  </p>
                </div>
                <OneWay
                  label={t('setup.passkey-remove')}
                  name={t('setup.remove-of', { name: key.name || t('setup.passkey-first') })}
                  text={t('setup.passkey-remove-text')}
                  sure={t('setup.passkey-remove')}
                  onSure={() => remove(key.id)}
                />
              </li>
            ))}
          </ul>
        )}
        {able() ? (
          <form
            style={{ marginTop: 16 }}
            onSubmit={(e) => {
              e.preventDefault()
              add()
            }}
          >
            <div className={classes.tools}>
              <TextInput
                label={t('setup.passkey-name')}
                placeholder={t('setup.passkey-first')}
                autoComplete="off"
                value={name}
                onChange={(e) => setName(e.currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={busy}>
                {t('setup.passkey-add')}
              </Button>
            </div>
          </form>
        ) : (
          <p className={classes.quiet} style={{ marginTop: 14 }}>
            {t('setup.passkeys-unable')}
          </p>
        )}
        {stale && (
          <Alert role="alert" variant="light" title={t('setup.passkey-stale')} icon={<IconKey aria-hidden />} mt="md">
            <p style={{ margin: '0 0 12px' }}>{t('setup.passkey-stale-text')}</p>
            <Button onClick={() => signOut('/account#passkeys')}>{t('setup.passkey-stale-do')}</Button>
          </Alert>
        )}
        <ErrorNote error={error} />
      </div>
    </Section>
  )
}
