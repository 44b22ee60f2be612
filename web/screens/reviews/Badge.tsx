import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { listSubjects } from '../../../contract/reviews.ts'
import { useAsk } from '../../ask.ts'
import { CopyField } from '../../parts/CopyField.tsx'
import { Row } from '../../parts/Field.tsx'
import { Section } from '../../parts/Page.tsx'
import { useMe } from '../../session.tsx'
import { useWords } from '../../words/words.tsx'
import classes from './Reviews.module.css'

const quoted = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** The badge as it will look elsewhere, and what to paste there. */
export function Badge() {
  const { t, locale } = useWords()
  const { networkName } = useMe()
  const asked = useAsk(listSubjects, {})
  const [chosen, choose] = useState('')
  const [language, speak] = useState<'fr' | 'en'>(locale)
  if (!asked.data) return null
  const open = asked.data.subjects.filter(({ archived }) => !archived)
  const subject = open.find(({ id }) => id === chosen)
  const page = subject?.address ?? asked.data.network.address
  const picture = `${subject ? page : `${page}/network`}/badge.svg?lang=${language}`
  const name = subject?.title[language] ?? networkName
  const alt = language === 'fr' ? `Avis clients sur ${name}` : `Customer reviews of ${name}`
  const snippet = `<a href="${quoted(`${page}?lang=${language}`)}"><img src="${quoted(picture)}" width="260" height="84" alt="${quoted(alt)}" loading="lazy"></a>`
  return (
    <Section title={t('reviews.badge')}>
      <p className={classes.quiet}>{t('reviews.badge-lead')}</p>
      <div className={`${classes.badge} surface`} style={{ padding: '18px 20px', marginTop: 10 }}>
        <Row>
          <NativeSelect
            label={t('reviews.badge-of')}
            value={chosen}
            onChange={(e) => choose(e.currentTarget.value)}
            data={[
              { value: '', label: networkName },
              ...open.map(({ id, title }) => ({ value: id, label: title[locale] })),
            ]}
          />
          <div>
            <SegmentedControl
              mt={24}
              aria-label={t('reviews.badge-language')}
              value={language}
              onChange={(value) => speak(value as 'fr' | 'en')}
              data={[
                { value: 'fr', label: 'Français' },
                { value: 'en', label: 'English' },
              ]}
            />
          </div>
        </Row>
        <img src={new URL(picture).pathname + new URL(picture).search} width={260} height={84} alt={alt} />
        <CopyField label={t('reviews.badge-paste')} value={snippet} description={t('reviews.badge-hint')} />
      </div>
    </Section>
  )
}
