"""Names of persons: given names that tell whether "he" or "she" is meant, those that do not, common surnames."""

from kb.language.cues import words

MALE = words("""
    aaron abdul abdullah abraham adam adolf adrian ahmad ahmed aidan akhil al alan albert alberto alejandro
    aleksandr aleksei alex alexander alexei alexey alfred ali alistair allan allen alvin amir anatoly anders andre
    andreas andrei andrew andrey andriy andrzej andy angelo angus anthony antoine anton antonio antony antti archie
    ariel arkady armand arnold arseniy arthur artur asher ashraf august augustus austin avi axel barack barney barry
    bart bashar basil ben benedict benjamin benny bernard bernardo bernie bert bertrand bill billy bjorn bob bobby
    boris brad bradley brandon brendan brent brett brian bruce bruno bryan bryce byron caleb calvin carl carlo
    carlos cecil cedric cesar chad charles charlie chester chet chris christian christoph christophe christopher
    chuck clarence clark claude claus clay clayton clement cliff clifford clint clinton clive clyde colin connor
    conrad constantin corey cory craig curt curtis cyril cyrus damian damien damon dan daniel danny darrell darren
    darryl daryl dave david dean demetrius denis dennis denys derek desmond devin diego dieter dimitri dirk dmitri
    dmitrii dmitriy dmitry dmytro dominic don donald donny doug douglas drew duane duncan dustin dwayne dwight dylan
    earl ed eddie edgar edmund eduard eduardo edward edwin eli elias elijah elliot elliott elmer elon emil emmanuel
    emmett enrique eric erich erik ernest ernesto ernie ernst ethan eugene evan everett evgeny ezra fabio felipe
    felix ferdinand fernando fidel floyd francesco francis francisco franco francois françois frank franklin franz
    fred freddie frederic frederick fredrik fritz gabriel garrett garry gary gavin gene gennady geoff geoffrey
    george georges georgi georgy gerald gerard gerhard gerry gideon gilbert gilles giorgio giovanni giuseppe glen
    glenn gordon graham grant greg gregg gregory grigory guido guillermo gunter gus gustav guy hakan hakeem hamid
    hank hans harald harold harris harrison harry harvey hasan hassan hector heinrich heinz helmut henri henrik
    henry herb herbert herman hideki hiroshi homer horace howard hubert hugh hugo humberto hussein ian ibrahim igor
    ihor ike ilya imran immanuel ingmar irving isaac ismail ivan ivo jack jackson jacob jacques jaime jake jakob
    jamal james jan-peter jared jason javier jay jeb jed jeff jefferson jeffrey jens jeremiah jeremy jerome jerry
    jesse jesus jim jimmy joachim joakim joao joaquin jochen joe joel joerg johan johann johannes john johnathan
    johnny jon jonah jonas jonathan jordi jorge jose josef joseph josh joshua josiah juan juergen jules julian julio
    julius jurgen justin kamal karim karl keith ken kenji kenneth kent kenny kevin khaled khalid kirill kirk klaus
    konstantin kostas krzysztof kurt kyle kyrylo lamar lance larry lars lawrence laszlo len leo leon leonard
    leonardo leonid leopold leroy lester lev lewis liam lindsey lionel lloyd logan lorenzo lou louis lowell luca
    lucas luigi luis luiz lukas luke luther lyle maciej magnus mahmoud malcolm manfred manuel marc marcel marcelo
    marco marcos marcus mariano mario mark markus marshall martin martti marty marvin massimo mateusz matt matteo
    matthew matthias maurice mauricio max maxim maximilian maxwell mehmet mel melvin michael michal michel miguel
    mikael mike mikhail miles miller milos milton mitch mitchell mitt mohamed mohammad mohammed mohsen moses
    mstislav muhammad murat murray mustafa mykhailo mykola mykyta narendra nathan nathaniel ned neil nelson nicholas
    nick nicolas niels nigel nikita nikola nikolai nikolas nikolay nils noah noam noel norbert norman octavio olaf
    oleg oleh oleksandr oleksiy oleksii oliver olivier omar orlando oscar oskar osman otto owen pablo paddy paolo
    pascal patrick paul paulo pavel pavlo pedro percy perry pete peter petr petro phil philip philipp philippe
    phillip pierre piotr preston przemyslaw qasim quentin quincy radek radoslaw rafael raj rajiv ralph ramon ramzan
    rand randall randy raphael rashid raul ray raymond recep reed reggie reginald reince reza ricardo richard rick
    ricky rob robby robert roberto rocco rod roderick rodney rodrigo roger roland rolf roman ron ronald ronnie rory ross
    roy ruben rudolf rudolph rudy rupert ruslan russ russell rustam ryan ryszard saad saddam salman salvador
    salvatore sami samir samuel sanjay scott sean sebastian serge sergei sergey sergio serhii serhiy seth shane
    shaun shawn shinzo sid sigmund silvio simon sinan slava slawomir solomon spencer spiro stan stanislav stanley
    stefan stefano stephan stephen sterling steve steven stewart stuart sven taras tariq tayyip ted terence terrence
    thabo thad theo theodore thierry thomas thorsten tim timothy timur tobias toby todd tom tomas tomasz tommy tony
    toomas travis trent trevor troy tucker tyler tyrone ulrich umar urban uri usman vadim vadym valentin valeriy
    valery vasil vasily vasyl vernon viacheslav victor vijay viktor vincent vincenzo vitali vitaliy vitaly vito vlad
    vladimir vladislav volker volodymyr vyacheslav wade wallace walt walter warren wayne wendell werner wesley
    wilbur wilhelm will willem william willie willy wilson winston wladyslaw wojciech wolfgang woodrow woody xavier
    xi yaroslav yasser yevgeny yevhen yitzhak yoshihide yosef yukio yuri yuriy yurii yusuf yves zach zachary zack
    zbigniew zoran""")

FEMALE = words("""
    abigail ada adela adelaide adele adriana agatha agnes agnieszka aida aileen aisha alberta alejandra aleksandra
    alena alessandra alexandra alexandria alice alicia alina alisa alison allison alma alyona alyssa amanda amber
    amelia amina amy ana anastasia anastasiia anastasiya andrea angela angelina angelique anita anja anjelica ann
    anna annabel annalena anne anneli annette annie anouk antonia arancha arlene ashley astrid audrey aurora ayesha
    barbara beata beatrice beatriz becky belinda bella bernadette bernice bertha bessie beth bethany betsy betty
    beverly bianca birgit blanca bonnie brenda brianna bridget brigitte britney brittany brooke camila camilla
    camille candace candice cara carla carly carmen carol carole carolina caroline carolyn carrie cassandra catalina
    caterina catherine cathy cecilia celeste celia celine charlene charlotte chelsea cherie cheryl chloe christa
    christiane christina christine chrystia cindy claire clara clarissa claudia colette colleen condoleezza connie
    constance cora corinne courtney cristina crystal cynthia dagmar daisy dalia danielle daphne daria darya dawn
    deanna debbie deborah debra deirdre delia denise diana diane dianne dina dolores dominika donna dora doreen
    doris dorothea dorothy ebony edith edna eileen elaine eleanor eleanora elena eleni elisa elisabeth elise
    elizabeth ella ellen elsa else elvira emily emma erica erika erin ernestine esmeralda esther estelle ethel
    eugenia eunice eva evangeline eve evelyn fatima felicia fiona flora florence frances francesca francine
    frederica frida gabriela gabriella gabrielle gail galina gemma genevieve georgina geraldine germaine gertrude
    gina ginger ginni giorgia gisele giulia gladys glenda gloria golda grace greta gretchen guadalupe gwen gwendolyn
    hanna hannah harriet hayley hazel heather heidi helen helena helene helga henrietta hilary hilda hillary holly
    hope huma ida imelda inga ingrid inna irena irene irina iris irma iryna isabel isabella isabelle isadora ivana
    ivanka ivonne jacinda jacqueline jana jane janet janice janine jasmine jeanette jeanne jen jenna jennifer jenny
    jessica jill jo joan joann joanna joanne jocelyn jodi josephine joy joyce juanita judith judy julia juliana
    julie juliet julieta justina justine kaja kamala karen karin karina karla karolina kasia kate katerina katharina
    katharine katherine kathleen kathryn kathy katia katie katja katrina katy katya kayla kayleigh kellyanne kendra
    kirsten kirstjen krista kristen kristi kristin kristina krystyna ksenia lana lara larisa larissa latoya laura
    lauren laurie lea leah leila lena lenore leona lesia lesya leticia lidia lila lilian liliana lillian lily lina
    linda lisa liudmyla liz liza lizzie lois lola lora loretta lorna lorraine louise lucia lucille lucinda lucy
    ludmila luisa lydia lynda lynn lynne lyudmila mabel madeleine madeline madison magdalena maggie maia maja malala
    mandy manuela mara marcella marcia margaret margarita margo margot marguerite maria mariana marianne marie
    mariia marilyn marina marissa mariya marjorie marlene marsha marta martha martina mary maryam maryna matilda
    maud maura maureen maxine maya megan meghan melania melanie melinda melissa mercedes meredith michaela michele
    michelle mildred millicent mindy minerva mira miranda miriam mitzi mollie molly mona monica monika monique
    muriel myra myrtle nadezhda nadia nadiya nadja nadya nancy naomi natalia nataliia nataliya natalie natalya
    natasha nell nellie nicole nicola nikki nina noelle nora noreen norma octavia odette oksana olena olesya olga
    olha olive olivia oona ophelia oprah paige pam pamela patience patricia patsy patti patty paula paulette pauline
    pearl peggy penelope penny petra phoebe phyllis polina polly priscilla priti prudence rachael rachel raisa
    ramona randi raquel rebecca regina renata renee rhea rhonda rita roberta rochelle romina rosa rosalind rosalyn
    rosanna rose roseanne rosemary rosie roxanne ruby ruth sabina sabine sabrina sadie sally samantha sana sandra
    sanna sara sarah saundra savannah selena selma shari sharon sheila shelley sheryl shirley shizuka silvia simone
    sofia sofiya sonia sonja sonya sophia sophie stacey stacy stella stephanie stormy sue susan susana susanna
    susanne susie suzanne svetlana svitlana sviatlana sybil sylvia sylvie tabitha tamar tamara tami tammy tania
    tanya tara tatiana tatyana tatjana tess tessa tetiana tetyana thelma theresa therese tiffany tina toni tonya
    tracey trina trudy tulsi ulrike una ursula valentina valeria valerie vanessa vera verona veronica veronika vicki
    vicky victoria viktoria viola violet violeta virginia vivian viviana vivien wanda wendy whitney wilhelmina wilma
    winifred winnie xenia yana yasmin yelena yolanda yulia yuliia yuliya yvette yvonne zainab zara zelda zhanna zoe
    zofia zsuzsanna zuzana""")


EITHER = words("""
    alexis ali angel ariel ashton aubrey avery avigdor barbra beau ben-zion benny bev bibi blair blake bobbie boutros
    bret brett brit cameron carly casey charley chen chi chuck courtney dakota dale dana darian deng devon dick drew
    dusty elliot ellis emerson finley gail gale greta gretta hadley harley hayden hazem hu hun hunter iyad jackie jaden
    jaime jamie jan jean jess jesse jiang jill jodie jody joni joon jordan jules kasey kasie kayleigh keegan kelly
    kellyann kelsey kendall kerry kim kit kofi kris lamar lee leigh leslie lindsay logan loren lou lynn mackenzie
    mahamat mahathir marian marion mckenzie megyn mei merrill micah mika ming mo mohamad monroe morgan muqtada newt
    noel orrin parker pat patti peyton quinn rae rahm ramsey reese regan riley robbie robin rory rowan sage sam sasha
    saxby shannon shawn shelby shi sidney sigrid skyler sydney tad taylor terry toby tracy trey trish tristan tyler
    ursula val vic wang wei whitney yair yang zeke zev""")
"""Given names of men and women alike, and some whose bearers are not told by them."""

SURNAMES = words("""
    adams alexander allen anderson assad bailey baker barnes bell bennett biden blair brooks bryant bush butler cameron
    campbell carson carter chavez clark clinton coleman collins cook cooper cox cruz davis diaz edwards eisenhower
    erdogan evans fernandez fisher flores foster garcia gomez gonzales gonzalez graham gray griffin hamilton harris
    harrison hayes henderson hernandez hollande howard hughes jackson jefferson jenkins johnson jones kelly kennedy
    kerry kim lewis lincoln lopez macron marshall martin martinez mason mcdonald merkel miller mitchell moore morales
    morgan morris murphy murray myers nelson netanyahu nguyen nixon obama ortiz owens parker patterson perez perry
    peterson phillips poroshenko powell putin ramirez ramos reagan reed reid reynolds richardson rivera roberts
    robinson rodriguez rogers roosevelt ross russell ryan sanchez sanders sarkozy scott simmons simpson smith stevens
    stewart sullivan taylor thomas thompson torres truman trump tucker turner walker wallace warren washington watson
    wells williams wilson wright zelensky zelenskyy""")
"""Surnames that need no given name to be known for one; those that are common words are left out."""
