"""What a salesperson never says to a customer: the bans, how each sounds in either language, and what is no offence.

tests/test_spoken.py holds what the program proposes to say against them.
"""

from __future__ import annotations

BANS = {
    "begging": {
        "en": r"please,? please|\bbeg(?:s|ging|ged)?\b|\bimplor\w+|\bplead\w*|desperate\w*|mercy|\bpity\b"
        r"|\b(?:really|badly|urgently) need|\bI need (?:this|your|the)\b|help (?:me|us) out|do (?:me|us) a favou?r"
        r"|rescue (?:me|us)|(?:counting|depend\w*) on you\b",
        "zh": r"(?<![要需])求|拜托|帮帮忙|帮帮我|帮个忙|帮我一把|可怜|通融|行行好|高抬贵手|开恩|救急|救救|体谅一下|多体谅|照顾一下"
        r"|多关照|为难我|难做|急用钱|等米下锅",
    },
    "our pay and targets": {
        "en": r"\bquotas?\b|\bbonus(?:es)?\b|commissions?\b|\bsalar(?:y|ies)\b|\bwages?\b|\bKPIs?\b|appraisal"
        r"|\b(?:my|our) (?:\w+ )?(?:pay|job|targets?|boss|manager|numbers|figures|month|superiors?)\b|sales target",
        "zh": r"提成|奖金|工资|考核|任务|业绩|指标|绩效|饭碗|交差|完不成|(?:我|我们|我们的|我的)(?:老板|领导|经理|主管)"
        r"|(?:老板|领导|公司)(?:在|天天|又)?(?:催|骂|逼)|上面(?:催|要|压)",
    },
    "other suppliers and customers": {
        "en": r"\b(?:an)?other (?:suppliers?|vendors?|customers?|clients?|companies|company|dealers?)\b"
        r"|\b(?:every|any)(?:one|body) else\b|\bno(?:body| one) else\b|\bothers? (?:have |has |already |all )*pa(?:y|ys|id)\b"
        r"|\ball the others\b|competitors?\b|\belsewhere\b",
        "zh": r"别家|别人|人家|其他家|(?:其他|其它|别的|另外的|另一家)(?:供应商|供货商|厂家|公司|客户|经销商)|同行|竞品|隔壁|大家都",
    },
    "an invented policy": {
        "en": r"\bpolic(?:y|ies)\b|\b(?:our|company|house|the|internal) (?:rules?|regulations?|procedures?)\b"
        r"|head ?(?:office|quarters) (?:requires?|insists?|demands?|says)|the system (?:requires|does not|will not|won't)",
        "zh": r"(?<!贵)(?:公司|总部|厂里|我们财务)(?:的|有|里|上)?(?:规定|政策|制度|要求|不允许)|制度(?:要求|规定|上)|(?:按|有|是)规定"
        r"|政策(?:要求|规定|不允许)|系统(?:要求|不让|自动|会锁)",
    },
    "all offers at once": {
        "en": r"\bbest (?:offers?|price|terms|deal)\b|\ball (?:the |our |of our )?(?:discounts?|offers?|promotions?|rebates?)\b"
        r"|\beverything we (?:have|can)\b|\bevery (?:discount|offer|promotion|rebate)\b|lowest price|our floor"
        r"|whatever (?:you want|it takes)|full package",
        "zh": r"(?:优惠|政策|折扣|返利|促销)(?:全|都)|(?:所有|全部|一切)的?(?:优惠|政策|折扣|返利|促销)|最大的?(?:优惠|折扣|让步)"
        r"|最优惠|最低价|底价|底线|都给您|全给您|要什么给什么",
    },
    "threats": {
        "en": r"\bsu(?:e|es|ed|ing)\b|lawsuits?\b|lawyers?\b|\bcourts?\b|legal (?:action|steps|department)|arbitration"
        r"|\b(?:stop|halt|suspend|cut off|block|withhold)\w* (?:\w+ )?(?:supply|supplies|supplying|deliver\w*|shipments?|shipping|goods)\b"
        r"|\bcut (?:you|them) off\b|\bor else\b|otherwise|consequences?\b|blacklist\w*|\bexpose\b|(?:last|final) (?:warning|chance)",
        "zh": r"起诉|打官司|律师|法院|法务|法律|仲裁|强制|停货|断货|断供|停供|停发|控货|停止供货|不再?(?:发货|供货)|后果|曝光"
        r"|拉黑|黑名单|失信|征信|否则|要不然|不然的话|走着瞧|别怪|最后(?:一次|警告|通牒)",
    },
    "pleading tails": {
        "en": r"sorry (?:to|for|about) (?:both|troubl|disturb|ask)\w*|apologi[sz]e for (?:bother|disturb|troubl|ask)\w*"
        r"|hate to (?:ask|bother|trouble)|if you (?:don't|do not) mind|would you mind|if (?:at all|in any way) possible"
        r"|if (?:that|it)(?:'s| is) (?:ok|okay|all ?right)|is (?:that|it) (?:ok|okay|all ?right)|you(?:'re| are) (?:very )?busy",
        "zh": r"行吗|行不行|好不好|成不成|不好意思|打扰|麻烦您|麻烦你|添麻烦|实在(?:是)?没办法|知道您忙|您看着办|方便的话",
    },
}
"""What a salesperson never says to a customer, and how it sounds."""

BAD = [
    ("begging", "en", "Please please pay something today: how much?"),
    ("begging", "en", "I beg you, which day?"),
    ("begging", "en", "We are desperate for the money, when is it paid?"),
    ("begging", "en", "I really need the money this week. How much can go out?"),
    ("begging", "en", "I need this payment by Friday, on which day is it paid?"),
    ("begging", "en", "Help me out with half of it: on which day?"),
    ("begging", "zh", "求您今天付一点，付多少？"),
    ("begging", "zh", "拜托了，这周哪天付？"),
    ("begging", "zh", "帮帮忙，先付一半，哪天到？"),
    ("begging", "zh", "您可怜可怜我们，今天付多少？"),
    ("begging", "zh", "请通融一下，哪天能付？"),
    ("begging", "zh", "先付三成行吗求您，哪天付？"),
    ("begging", "zh", "您体谅一下，我也很难做，几号付？"),
    ("our pay and targets", "en", "I am short of my quota: how much can you pay today?"),
    ("our pay and targets", "en", "My bonus hangs on it, on which day is it paid?"),
    ("our pay and targets", "en", "There is a commission in it for me: how much today?"),
    ("our pay and targets", "en", "I am below my target this month, how much is paid?"),
    ("our pay and targets", "en", "My boss is asking, which day shall I tell him?"),
    ("our pay and targets", "en", "It is missing from our monthly figures: on which day does it come?"),
    ("our pay and targets", "zh", "我这个月提成全靠您了，付多少？"),
    ("our pay and targets", "zh", "我就差这点奖金，哪天付？"),
    ("our pay and targets", "zh", "月底要扣我工资，今天付多少？"),
    ("our pay and targets", "zh", "这个月考核就差您这笔，几号付？"),
    ("our pay and targets", "zh", "我任务还没完成，先付多少？"),
    ("our pay and targets", "zh", "我的业绩就差这一笔，哪天付？"),
    ("our pay and targets", "zh", "回款指标压着，今天付多少？"),
    ("our pay and targets", "zh", "我们领导问了，哪天付？"),
    ("our pay and targets", "zh", "公司天天催，几号能付？"),
    ("other suppliers and customers", "en", "You have paid other suppliers: when is it our turn?"),
    ("other suppliers and customers", "en", "You paid another supplier, so how much is ours today?"),
    ("other suppliers and customers", "en", "Everyone else pays on time; on which day do you?"),
    ("other suppliers and customers", "en", "The others have paid, when do you?"),
    ("other suppliers and customers", "en", "Our competitors get their money, on which day do we?"),
    ("other suppliers and customers", "zh", "别家都付了，我们这笔哪天付？"),
    ("other suppliers and customers", "zh", "其他供应商都收到了，我们哪天收？"),
    ("other suppliers and customers", "zh", "人家都付得出，您今天付多少？"),
    ("other suppliers and customers", "zh", "别的客户都结清了，您几号结？"),
    ("other suppliers and customers", "zh", "您付同行付得快，我们这笔几号付？"),
    ("an invented policy", "en", "Company policy says by the 25th: on which day is it paid?"),
    ("an invented policy", "en", "Under our rules it is due now, how much is paid?"),
    ("an invented policy", "en", "Head office requires it this week: which day?"),
    ("an invented policy", "en", "The system does not allow a later day, so which day is it?"),
    ("an invented policy", "zh", "公司规定月底前必须付清，几号付？"),
    ("an invented policy", "zh", "公司政策就是这样，哪天付？"),
    ("an invented policy", "zh", "制度要求先款后货，今天付多少？"),
    ("an invented policy", "zh", "按规定该付了，几号付？"),
    ("an invented policy", "zh", "系统会锁单，哪天付？"),
    ("all offers at once", "en", "Pay today and you get our best offer: how much is it?"),
    ("all offers at once", "en", "You have all discounts of the month: on which day is it paid?"),
    ("all offers at once", "en", "This is the lowest price, how much is paid today?"),
    ("all offers at once", "en", "I give you everything we have, so which day?"),
    ("all offers at once", "zh", "这个月的优惠都给您，今天付多少？"),
    ("all offers at once", "zh", "所有政策都在这儿了，几号付？"),
    ("all offers at once", "zh", "这已经是最大的优惠，今天付多少？"),
    ("all offers at once", "zh", "跟您交个底价，今天付多少？"),
    ("threats", "en", "We will sue; on which day do you pay?"),
    ("threats", "en", "Our lawyer will write tomorrow: how much is paid today?"),
    ("threats", "en", "See you in court, or which day is it?"),
    ("threats", "en", "We stop supply today: how much is paid?"),
    ("threats", "en", "We suspend all deliveries: on which day is it paid?"),
    ("threats", "en", "Pay today or else; at what time?"),
    ("threats", "en", "There will be consequences. On which day is it paid?"),
    ("threats", "zh", "再不付就起诉，哪天付？"),
    ("threats", "zh", "律师函明天寄出，今天付多少？"),
    ("threats", "zh", "那就法院见，几号付？"),
    ("threats", "zh", "今天不付就停货，付多少？"),
    ("threats", "zh", "下一车不发货了，今天付多少？"),
    ("threats", "zh", "后果您自己想，哪天付？"),
    ("threats", "zh", "我们会曝光，几号付？"),
    ("threats", "zh", "把您拉黑，哪天付？"),
    ("threats", "zh", "今天付，否则没得谈，付多少？"),
    ("pleading tails", "en", "Sorry to bother you, on which day is it paid?"),
    ("pleading tails", "en", "Half of it today, if you don't mind: how much is it?"),
    ("pleading tails", "en", "I know you are busy; on which day is it paid?"),
    ("pleading tails", "en", "A part today, is that okay, and how much?"),
    ("pleading tails", "zh", "不好意思打扰您，哪天付？"),
    ("pleading tails", "zh", "今天先付一半，行吗？"),
    ("pleading tails", "zh", "麻烦您安排一下，几号付？"),
    ("pleading tails", "zh", "方便的话今天付，付多少？"),
]
"""What must be caught: each sounds like something said, asks for something, and is never said."""

CLEAN = [
    ("en", "Please tell me the issue with the delivery: since which day?"),
    ("en", "Shall we begin with the part that is undisputed: how much is paid?"),
    ("en", "Your boss is back on Monday: at what time shall I ring?"),
    ("en", "Which courtesy visit suits you, and on which day?"),
    ("zh", "请您今天安排：付多少、几点付？"),
    ("zh", "老板哪天回来、谁代签？"),
    ("zh", "还缺什么资料，谁来签？"),
    ("zh", "贵公司要求哪几份单据，我明天带到？"),
    ("zh", "有什么要我们帮忙的，哪天要？"),
]
"""What is no offence."""

IDLE = [
    ("en", "How are you?"),
    ("en", "What do you say?"),
    ("en", "We look forward to your payment."),
    ("en", "Please keep us in mind."),
    ("en", "Please think of us today."),
    ("en", "The payment is due today."),
    ("zh", "最近怎么样？"),
    ("zh", "您看呢？"),
    ("zh", "货款的事请您上心。"),
    ("zh", "请今天多想着我们。"),
    ("zh", "款子今天到期。"),
]
"""What asks for nothing that could be held to."""
