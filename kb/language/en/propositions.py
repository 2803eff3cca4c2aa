"""How English verbs and nouns of action meet in one predicate."""

from kb.language.cues import words
from kb.language.propositions import PropositionLexicon


def _pairs(text: str) -> dict[str, str]:
    """Pairs like "pull out:withdraw", separated by commas or line ends."""
    return dict(pair.strip().split(":") for pair in text.replace("\n", ",").split(",") if pair.strip())


# A verb and the one that stands for it: particles that make another verb, and verbs that news uses for one another.
SAME = _pairs("""
    pull out:withdraw, pull back:withdraw, draw down:withdraw, carry out:conduct, give up:abandon, hand over:transfer
    call off:cancel, put off:postpone, set up:establish, blow up:destroy, shoot down:down, take over:seize
    break out:erupt, find out:learn, point out:note, turn down:reject, step down:resign, step up:increase
    ramp up:increase, build up:increase, beef up:strengthen, shore up:strengthen, roll out:launch, kick off:begin
    start:begin, commence:begin, end:end, finish:end, quit:leave, get rid:remove, cut off:cut, shut down:close
    shut:close, lock down:close, show up:appear, turn up:appear, go up:rise, go down:fall, climb:rise
    hold off:postpone, back down:retreat, bring back:return, give back:return, come back:return, go back:return
    send back:return, look into:investigate, rule out:exclude, speed up:accelerate, slow down:slow
    assassinate:kill, slay:kill, murder:kill, purchase:buy, acquire:buy, aid:help, assist:help, back:support
    elect:elect, detain:arrest, apprehend:arrest, recognise:recognize, organise:organize, authorise:authorize
    mobilise:mobilize, privatise:privatize, criticise:criticize, stabilise:stabilize, legalise:legalize
    liberalise:liberalize, centralise:centralize, destabilise:destabilize, demilitarise:demilitarize
    modernise:modernize, apologise:apologize, nationalise:nationalize, normalise:normalize
""")

NOUNS = _pairs("""
    abandonment:abandon, abduction:abduct, abolition:abolish, abuse:abuse, acceptance:accept, accession:join
    accusation:accuse, acquisition:buy, adoption:adopt, advance:advance, aggression:attack, agreement:agree
    allocation:allocate, amendment:amend, annexation:annex, announcement:announce, appeal:appeal
    appointment:appoint, approval:approve, arrest:arrest, arrival:arrive, assassination:kill, assault:attack
    assessment:assess, assistance:help, attack:attack, attempt:attempt, authorization:authorize, award:award
    ban:ban, beginning:begin, betrayal:betray, blockade:block, bombardment:bomb, bombing:bomb, boycott:boycott
    breach:breach, bribery:bribe, build-up:increase, buildup:increase, burning:burn, campaign:campaign
    cancellation:cancel, capture:capture, cessation:end, change:change, closure:close, collapse:collapse
    collection:collect, compensation:compensate, completion:complete, compliance:comply, concession:concede
    condemnation:condemn, conduct:conduct, confirmation:confirm, confiscation:confiscate, confrontation:confront
    conquest:conquer, conservation:conserve, construction:build, consultation:consult, containment:contain
    continuation:continue, contribution:contribute, conversion:convert, conviction:convict, cooperation:cooperate
    creation:create, criticism:criticize, cut:cut, death:die, decision:decide, declaration:declare, decline:decline
    decrease:decrease, de-escalation:de-escalate, deescalation:de-escalate, defeat:defeat, defence:defend
    defense:defend, delay:delay, delivery:deliver, demand:demand, demilitarization:demilitarize
    demolition:demolish, denial:deny, departure:leave, deployment:deploy, deportation:deport
    destabilization:destabilize, destruction:destroy, detention:arrest, deterioration:deteriorate
    determination:determine, deterrence:deter, detonation:detonate, development:develop, disclosure:disclose
    discovery:discover, discrimination:discriminate, discussion:discuss, dismissal:dismiss, dissolution:dissolve
    distribution:distribute, downing:down, drop:drop, election:elect, elimination:eliminate, endorsement:endorse
    enforcement:enforce, enlargement:enlarge, entry:enter, eruption:erupt, escalation:escalate
    establishment:establish, evacuation:evacuate, evaluation:evaluate, examination:examine, exchange:exchange
    exclusion:exclude, execution:execute, exit:leave, expansion:expand, explosion:explode, export:export
    expulsion:expel, extension:extend, extradition:extradite, failure:fail, fall:fall, financing:finance
    firing:fire, formation:form, funding:fund, growth:grow, guarantee:guarantee, hack:hack, help:help
    hike:increase, hiring:hire, holding:hold, implementation:implement, import:import, imposition:impose
    imprisonment:imprison, improvement:improve, inclusion:include, incorporation:incorporate, increase:increase
    inspection:inspect, installation:install, integration:integrate, interference:interfere
    intervention:intervene, introduction:introduce, invasion:invade, investigation:investigate
    investment:invest, invitation:invite, isolation:isolate, issuance:issue, jump:jump, killing:kill
    launch:launch, leak:leak, legalization:legalize, liberation:liberate, lifting:lift, loss:lose
    manipulation:manipulate, massacre:kill, meeting:meet, membership:join, mobilization:mobilize
    modernization:modernize, movement:move, murder:kill, nationalization:nationalize, negotiation:negotiate
    nomination:nominate, normalization:normalize, occupation:occupy, offensive:attack, opening:open
    operation:operate, opposition:oppose, participation:participate, passage:pass, payment:pay
    persecution:persecute, poisoning:poison, postponement:postpone, preparation:prepare, presentation:present
    preservation:preserve, prevention:prevent, privatization:privatize, production:produce, prohibition:ban
    promotion:promote, prosecution:prosecute, protection:protect, provision:provide, provocation:provoke
    publication:publish, punishment:punish, purchase:buy, pursuit:pursue, raid:raid, ratification:ratify
    rebuilding:rebuild, recapture:recapture, recognition:recognize, reconstruction:rebuild, recovery:recover
    reduction:reduce, reform:reform, refusal:refuse, registration:register, regulation:regulate
    reinforcement:reinforce, rejection:reject, release:release, removal:remove, renewal:renew, repair:repair
    repeal:repeal, replacement:replace, rescue:rescue, resettlement:resettle, resignation:resign
    resistance:resist, resolution:resolve, response:respond, restoration:restore, restriction:restrict
    resumption:resume, retreat:retreat, return:return, revelation:reveal, reversal:reverse, review:review
    revision:revise, rise:rise, sabotage:sabotage, sale:sell, scrapping:scrap, search:search, seizure:seize
    selection:select, separation:separate, settlement:settle, shelling:shell, shipment:ship, shooting:shoot
    shutdown:close, siege:besiege, signing:sign, stabilization:stabilize, start:begin, storage:store
    storming:storm, strengthening:strengthen, strike:strike, submission:submit, supply:supply, support:support
    suppression:suppress, surrender:surrender, surveillance:watch, suspension:suspend, takeover:seize
    termination:terminate, testing:test, theft:steal, torture:torture, transfer:transfer
    transformation:transform, transition:transit, translation:translate, transportation:transport
    treatment:treat, trial:try, use:use, vaccination:vaccinate, victory:win, violation:violate, visit:visit
    vote:vote, voting:vote, warning:warn, weakening:weaken, win:win, withdrawal:withdraw, withholding:withhold
""")

PROPOSITIONS = PropositionLexicon(
    copula="be",
    be=words("be exist"),
    reflexive="",
    same_verb=SAME,
    aspect=(),
    participles=(),
    verbal_nouns=(),
    nouns=NOUNS,
    things=words(
        """administration government organization organisation information situation condition position
        institution population generation nation corporation association federation constitution statement
        department parliament document moment element instrument apartment environment equipment"""
    ),
    intransitive=words(
        """advance arrive begin collapse decline die end enter erupt escalate explode fail fall grow increase interfere
        intervene join jump leave lose meet move negotiate participate recover resign respond retreat return rise
        surrender vote win drop advance change"""
    ),
    object_control=words(
        """advise allow appeal ask authorize authorise beg call command compel convince dare direct encourage entreat
        exhort forbid force implore instruct invite lobby nudge oblige order permit persuade plead press pressure prompt
        push remind request require tell urge warn call appeal plea request demand order accuse blame"""
    ),
    control_adpositions=words("on to for with"),
    speaker=words("i we"),
    unresolved=words(
        """i we you he she it they this that these those who which what whom someone something somebody anyone anything
        everyone everything everybody nobody nothing none one ones other others another all both each some many few
        most several himself herself itself themselves there here such same so"""
    ),
    relatives=words("who which that whom"),
    circumstances=words(
        """year month week day hour minute second century decade morning evening night afternoon noon monday tuesday
        wednesday thursday friday saturday sunday january february march april may june july august september october
        november december spring summer autumn fall winter time moment period term tomorrow today yesterday tonight end
        beginning start middle future past present weekend quarter season date way rate manner course case fact view
        regard addition event word example instance point place result account response light"""
    ),
    genitives=words("of"),
    agents=words("by"),
)
