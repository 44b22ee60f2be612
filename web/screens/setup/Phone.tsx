import { Loading } from '../../parts/Loading.tsx'
import { Page } from '../../parts/Page.tsx'

export default function Phone() {
  return (
    <Page title="Phone">
      <Loading />
    </Page>
  )
}
