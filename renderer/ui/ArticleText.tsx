import { Alert, Button, Drawer, Tag } from 'antd'
import { chineseDate } from '../../shared/date.ts'
import type { ArticleVersion } from '../../shared/policy/article.ts'
import type { ArticleView } from '../../shared/views.ts'
import { ParameterList } from './ParameterList.tsx'

/** Old and new wording side by side, word for word, with the reason of the revision. */
export function ArticleText({ article }: { article: ArticleView }) {
  const { current, previous } = article
  return (
    <div className="article-text">
      {current.noInferred && (
        <Alert type="warning" showIcon title={`${current.no} 为推定编号，待局确认`} className="tight" />
      )}
      {current.repeal !== null && (
        <Alert
          type="error"
          showIcon
          className="tight"
          title="本条已删除"
          description={
            <>
              <p>{current.repeal.reason}</p>
              {current.repeal.redirect !== '' && <p>{current.repeal.redirect}</p>}
            </>
          }
        />
      )}
      <div className="wordings">
        <Wording heading={previous === null ? '原文：无（新增条款）' : `原文 ${previous.no}`} version={previous} />
        <Wording
          heading={current.status === 'repealed' ? '修订后（已删除）' : `修订后 ${current.no}`}
          version={current}
        />
      </div>
    </div>
  )
}

function Wording({ heading, version }: { heading: string; version: ArticleVersion | null }) {
  return (
    <section className="wording">
      <h4>{heading}</h4>
      {version === null ? (
        <p className="quiet">修订前没有本条。</p>
      ) : (
        <>
          <p className="quiet">
            {chineseDate(version.from)}起{version.to === null ? '' : `至${chineseDate(version.to)}`}
            {version.fromNote === '' ? '' : `；${version.fromNote}`}
          </p>
          {version.passages.length === 0 && <p className="quiet">公开的修订说明未载明原文。</p>}
          {version.passages.map((passage) => (
            <figure key={passage.heading + passage.quotation}>
              <figcaption>{passage.heading}</figcaption>
              <blockquote>{passage.quotation}</blockquote>
            </figure>
          ))}
          {version.reviewMode !== '' && (
            <p>
              审核方式：{version.reviewMode}
              {!version.reviewModeConfirmed && version.reviewMode !== '待局确认' && <Tag className="gap">待局确认</Tag>}
            </p>
          )}
          {version.steps.length > 0 && <p>流程：{version.steps.join(' → ')}</p>}
        </>
      )}
    </section>
  )
}

/** The article behind a clause, beside the work. */
export function ArticleDrawer({ article, onClose }: { article: ArticleView | null; onClose: () => void }) {
  return (
    <Drawer
      open={article !== null}
      onClose={onClose}
      size={720}
      title={article === null ? '' : `${article.current.no} ${article.title}（${article.change}）`}
    >
      {article !== null && (
        <>
          <ArticleText article={article} />
          <h4>参数</h4>
          <ParameterList parameters={article.parameters} />
          <div className="acts">
            <Button onClick={onClose}>关闭</Button>
          </div>
        </>
      )}
    </Drawer>
  )
}
