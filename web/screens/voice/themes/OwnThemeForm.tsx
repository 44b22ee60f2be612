import { Button, Group, Modal, Stack, TagsInput, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import {
  changeOwnTheme,
  createOwnTheme,
  listOwnThemes,
  type OwnTheme,
  previewOwnTheme,
  voiceNews,
} from '../../../../contract/voice-news.ts'
import { useAsk, useDo } from '../../../ask.ts'
import { ErrorNote } from '../../../parts/ErrorNote.tsx'
import { useWords } from '../../../words/words.tsx'
import { Quotes } from './Quotes.tsx'
import classes from './Themes.module.css'

interface OwnThemeFormProps {
  /** A theme that is changed, or the phrase that one is made of. */
  of: { theme?: OwnTheme; phrase?: string }
  close: () => void
}

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** A theme of one's own: what it is called, the words that speak of it, and at once how many these would find. */
export function OwnThemeForm({ of: { theme, phrase }, close }: OwnThemeFormProps) {
  const { t } = useWords()
  const [fr, setFr] = useState(theme?.title.fr ?? capital(phrase ?? ''))
  const [en, setEn] = useState(theme?.title.en ?? '')
  const [frWords, setFrWords] = useState<string[]>(theme?.words.fr ?? (phrase ? [phrase] : []))
  const [enWords, setEnWords] = useState<string[]>(theme?.words.en ?? [])
  const saved = { refresh: [listOwnThemes, voiceNews] }
  const done = () => {
    notifications.show({ message: t('news.theme-saved') })
    close()
  }
  const create = useDo(createOwnTheme, { ...saved, done })
  const change = useDo(changeOwnTheme, { ...saved, done })
  // One title is enough: a house of one language writes it once.
  const body = {
    title: { fr: fr.trim() || en.trim(), en: en.trim() || fr.trim() },
    words: { fr: frWords, en: enWords },
  }
  const save = () => (theme ? change.mutate({ params: { slug: theme.slug }, body }) : create.mutate({ body }))
  const ready = body.title.fr !== '' && frWords.length + enWords.length > 0
  return (
    <Modal opened onClose={close} title={t(theme ? 'news.change-theme' : 'news.new-theme')} size="lg">
      <Stack>
        <Group grow align="flex-start" preventGrowOverflow={false} wrap="wrap">
          <TextInput
            data-autofocus
            label={t('news.title-fr')}
            maxLength={60}
            value={fr}
            onChange={(e) => setFr(e.currentTarget.value)}
          />
          <TextInput
            label={t('news.title-en')}
            maxLength={60}
            value={en}
            onChange={(e) => setEn(e.currentTarget.value)}
          />
        </Group>
        <TagsInput
          label={t('news.words-fr')}
          description={t('news.words-how')}
          value={frWords}
          onChange={setFrWords}
          maxTags={40}
          acceptValueOnBlur
        />
        <TagsInput label={t('news.words-en')} value={enWords} onChange={setEnWords} maxTags={40} acceptValueOnBlur />
        <Preview words={body.words} />
        <ErrorNote error={create.error ?? change.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('shell.cancel')}
          </Button>
          <Button disabled={!ready} loading={create.isPending || change.isPending} onClick={save}>
            {t('shell.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}

/** What these words would find, before anything is kept. */
function Preview({ words }: { words: { fr: string[]; en: string[] } }) {
  const { t, number } = useWords()
  const [still] = useDebouncedValue(words, 400, { leading: true })
  const some = still.fr.length + still.en.length > 0
  const asked = useAsk(previewOwnTheme, { body: { words: still } }, { enabled: some, keep: true })
  if (!some) return <p className={classes.quiet}>{t('news.preview-none')}</p>
  return (
    <div className={classes.preview} aria-live="polite">
      <ErrorNote error={asked.error} />
      {asked.data && (
        <>
          <p className={`${classes.previewCount} figures`}>
            {t(asked.data.capped ? 'news.preview-capped' : 'news.preview', {
              n: asked.data.n,
              of: number(asked.data.of),
            })}
          </p>
          <Quotes quotes={asked.data.quotes} />
        </>
      )}
    </div>
  )
}
