/// The words by which `Sentiment` judges, chosen for what people write about software: English, Chinese, and pictures.
///
/// Words that praise one thing and blame another (`fast` food, a `cheap` look) are left out where the second is common.
enum SentimentLexicon {
    static let positive = words(
        """
        accurate accurately adorable amazing amazingly appreciate appreciated awesome beautiful beautifully best better
        bravo brilliant brilliantly charming clear clearer clearly clever comfortable consistent convenient cool correct
        correctly delight delighted delightful dependable ease easier easily easy effective effortless effortlessly
        elegant enjoy enjoyable enjoyed enjoying excellent excellently exceptional excited exciting fabulous fair
        fantastic fast faster fine flawless flawlessly friendly fun genius glad good gorgeous grateful great handy happier
        happy helped helpful helps impressed impressive improve improved improvement improvements improves incredible
        incredibly innovative insightful instant intelligent interesting intuitive joy kudos liked likes love
        loved lovely loves loving magnificent marvelous marvellous neat nice nicely outstanding perfect perfection
        perfectly phenomenal pleasant pleased pleasing pleasure polished positive precise precisely prefer prompt promptly
        quick quicker quickly recommend recommended refreshing reliable reliably responsive right satisfied satisfying
        seamless seamlessly sharp simple sleek slick smart smooth smoother smoothly solid solved spectacular splendid
        stable stellar stunning success successful successfully super superb superior terrific thank thankful thanks thx
        trustworthy understandable useful valuable well wonderful wonderfully worked works worth worthwhile wow yay
        """
    )

    static let negative = words(
        """
        abandon abandoned absurd abysmal annoyed annoying annoys appalling atrocious awful awfully awkward bad badly
        bizarre bloated blocked boring broke broken bug buggy bugs cancel cancelled careless challenging chaotic clumsy
        clunky complain complaint complaints complicated confused confuses confusing corrupt corrupted costly crap crappy
        crash crashed crashes crashing cumbersome damage damaged dangerous dead deceptive defect defective degraded delay
        delayed delays deplorable died difficult difficulty dirty disappoint disappointed disappointing disappointment
        disappoints disaster disastrous disgusted disgusting dislike disliked dissatisfied dreadful dumb error errors fail
        failed failing fails failure failures false fault faulty flaky flaw flawed forgets freeze freezes freezing froze
        frozen frustrated frustrates frustrating frustration garbage glitch glitches glitchy hang hangs hard harmful hate
        hated hates hideous hopeless horrendous horrible horribly horrid hurt hurts idiotic illegible impossible
        inaccurate inadequate incapable incoherent incompetent incomplete inconsistent inconvenient incorrect incorrectly
        ineffective inefficient inferior insane insufficient insult insulting invalid irrelevant irritated irritating
        issue issues junk lack lacking lacks lag laggy lagging lags lame late laughable leak lie lied lies lose losing
        lost lousy mediocre mess messed messy misleading misled miss missed misses missing mistake mistaken mistakes
        misunderstood nasty negative nightmare noisy nonsense obnoxious obsolete odd offended offensive outage outdated
        overpriced pain painful painfully pathetic pointless poor poorly problem problematic problems racist ridiculous
        rough rubbish rude sad scam screwed shame shit shitty shocking sick silly slow slower slowly sluggish sorry spam
        stale stops struggle struggled struggling stuck stupid stutter sucked sucks suspicious terrible terribly tedious
        timeout timeouts tired trash trouble troublesome ugly unable unacceptable unbearable unclear uncomfortable
        undependable unfair unfortunate unfortunately unfriendly unhappy unhelpful uninstall uninstalled unpleasant
        unreadable unreliable unresponsive unsafe unsatisfied unstable unusable upset upsetting useless vague waste wasted
        wasteful weak weird worse worsened worsens worst worthless wrong wrongly wtf
        """
    )

    /// What turns the words after it round.
    static let negators = words(
        """
        no not never none nobody nothing neither nor cannot cant can't without hardly barely scarcely isn't isnt aren't
        arent wasn't wasnt weren't werent don't dont doesn't doesnt didn't didnt won't wont wouldn't wouldnt couldn't
        couldnt shouldn't shouldnt haven't havent hasn't hasnt hadn't hadnt ain't aint
        """
    )

    /// Where a clause begins anew, so that nothing is turned round any longer.
    static let breaks = words("but however although though yet except because")

    static let positiveChinese = words(
        """
        好 好用 好看 好评 很好 真好 良好 美好 更好 最好 最佳 最棒 棒 太棒 优秀 优质 优雅 优化 出色 卓越 完美 完善 精准 精确 精美 精彩 精致 准确 正确
        喜欢 喜爱 热爱 爱了 满意 满足 开心 高兴 快乐 愉快 惊喜 惊艳 感谢 谢谢 多谢 感恩 感激 赞 点赞 称赞 赞叹 推荐 支持 方便 便捷 便利 简单 简洁
        简便 清晰 清楚 清爽 流畅 顺畅 顺利 顺手 顺滑 丝滑 快速 快捷 迅速 很快 更快 飞快 及时 高效 有效 有用 有帮助 实用 实惠 稳定 可靠 靠谱 放心 安心
        信赖 信任 聪明 智能 强大 厉害 给力 牛 不错 没问题 没毛病 舒服 舒适 贴心 贴切 细心 周到 友好 友善 亲切 热情 耐心 专业 合理 合适 值得 超值
        划算 进步 改进 改善 提升 提高 领先 成功 漂亮 美观 可爱 有趣 好玩 好吃 好听 满分 五星 优点 惊人 神奇 佩服 受益 易用 易懂 省心 省力 省时
        """
    )

    static let negativeChinese = words(
        """
        差 差劲 很差 太差 更差 最差 变差 较差 差评 坏 坏了 破 烂 很烂 太烂 糟 糟糕 糟透 垃圾 废物 恶心 恶劣 讨厌 可恶 可怕 可笑 可惜 失望 绝望
        生气 气愤 愤怒 气死 恼火 无语 无奈 无聊 无用 无效 无法 没用 没法 不好 不行 不准 不对 不能 不满 不爽 不便 不稳 不通 不佳 不良 不当 不足 不了 不顺
        不清 不懂 不值 不会 慢 太慢 很慢 缓慢 卡 卡顿 卡死 卡住 延迟 超时 崩溃 闪退 死机 黑屏 白屏 掉线 断线 报错 出错 错 错误 错了 答错 弄错 误导
        误判 误报 失败 失误 失效 失灵 故障 问题 毛病 缺陷 缺点 缺少 缺乏 漏洞 漏掉 遗漏 丢失 混乱 乱 乱七八糟 胡说 胡扯 瞎说 荒谬 奇怪 模糊 含糊
        复杂 繁琐 麻烦 困难 困惑 难用 难看 难懂 难受 难吃 难听 难以 费劲 费时 浪费 太贵 坑 坑人 坑爹 骗 骗人 欺骗 欺诈 虚假 假的 敷衍 冷漠 粗鲁 投诉
        抱怨 吐槽 退款 退货 卸载 放弃 后悔 上当 危险 不安 担心 害怕 痛苦 受不了 忍无可忍 烦 烦人 烦死 傻 愚蠢 笨 弱智 低级 低劣 低效 劣质 粗糙 落后
        过时 退步 倒退 下降 变慢 恶化 严重 一塌糊涂 莫名其妙 鸡肋 呵呵 坑货
        """
    )

    static let negatorsChinese = words("不 没 没有 别 无 未 不是 并不 并非 不太 不够 不怎么 不那么 毫不 毫无 一点也不 一点都不 从不")

    /// What may stand between a Chinese negator and the word it turns round.
    static let degreesChinese = words("很 太 非常 特别 十分 够 是 那么 怎么 这么 多么 真 更 再 算 大 有 会 能 觉得")

    static let positivePictures: Set<Character> = [
        "👍", "👏", "🙏", "🎉", "💯", "😀", "😃", "😄", "😁", "😊", "🙂", "😍", "🥰", "😎", "🤩", "❤️", "❤", "💖", "🔥", "⭐", "✅",
    ]

    static let negativePictures: Set<Character> = [
        "👎", "😞", "😟", "😠", "😡", "🤬", "😢", "😭", "😤", "😒", "🙁", "☹️", "😩", "😫", "🤮", "💩", "💔", "❌", "😱", "🤦",
    ]

    private static func words(_ text: String) -> Set<String> {
        Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    }
}
