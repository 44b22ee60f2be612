import { NumberInput, PasswordInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Provider, ProviderSettings } from '../../../contract/message-providers.ts'
import { useFaults } from '../../parts/problem.ts'
import { useWords } from '../../words/words.tsx'
import type { Draft } from './provider-form.ts'

export interface PartProps {
  draft: Draft
  set: (next: Draft) => void
  kept: Provider['kept']
  error: unknown
}

/** A field by its name: a line of text, a secret, the port; each with what was said of it. */
export function useFields({ draft, set, kept, error }: PartProps) {
  const { t } = useWords()
  const { settings } = draft
  const change = (next: Partial<ProviderSettings>) => set({ ...draft, settings: { ...settings, ...next } })
  const faults = useFaults()(error)
  const said = (name: keyof ProviderSettings): string | null => faults[`settings.${name}`] ?? null
  const line = (name: keyof ProviderSettings, label: string, description?: ReactNode) => (
    <TextInput
      label={label}
      {...(description ? { description } : {})}
      autoComplete="off"
      value={String(settings[name] ?? '')}
      error={said(name)}
      onChange={(e) => change({ [name]: e.currentTarget.value })}
    />
  )
  const secret = (name: 'password' | 'authorization' | 'signingKey', label: string, description?: string) => (
    <PasswordInput
      label={label}
      {...(description ? { description } : {})}
      autoComplete="new-password"
      placeholder={kept.includes(name) ? t('messages.kept') : ''}
      value={draft.secrets[name] ?? ''}
      visibilityToggleButtonProps={{ 'aria-label': t('shell.show') }}
      onChange={(e) => {
        const { value } = e.currentTarget
        set({ ...draft, secrets: { ...draft.secrets, [name]: value } })
      }}
    />
  )
  const port = (
    <NumberInput
      label={t('messages.port')}
      min={1}
      max={65_535}
      hideControls
      value={settings.port ?? ''}
      error={said('port')}
      onChange={(value) => change({ port: typeof value === 'number' ? value : undefined })}
    />
  )
  return { settings, change, said, line, secret, port }
}
