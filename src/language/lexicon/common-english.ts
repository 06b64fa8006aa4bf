/** Words of everyday prompts, so that none is taken for a resource's name. */
export const commonEnglish: ReadonlySet<string> = new Set(
  (
    'a about above across after again all also always am an and another any anything are around as ask at away back bad be because been before ' +
    'being below best better between big both break bring but by call can cannot change clean clear close come comes complete connect could create ' +
    'current currently daily day days deep delete detail detailed details did different directory do does doing done down each easy either else ' +
    'enable end enough every everything explain export fail failing fails failure fast few file files find fine fix folder for format found from ' +
    'full get gets getting give go goes going good got great group groups had has have having health help her here high him his how i if ' +
    'improve in inside instead internal internet into is issue issues it its just keep know large last later least left less let like line list ' +
    'little live local log logs long look looks lost low made main make many may maybe me mean means month more most move much must my name ' +
    'named need needs network never new next nice no none not nothing now number of off ok old on once one only open or order other our out ' +
    'outside over overall own page part pass past path pattern patterns per plan please point possible previous private problem problems production ' +
    'prod provide public put quick quickly rate read ready real really recent region regions remove report reports request requests reset result ' +
    'results right root rule rules run running safe same save say scan second see seem seems send set she short should show side since single ' +
    'size slow so some somebody someone something soon sort start state status still stop such summary sure take tell test than thank thanks that ' +
    'the their them then there these they thing things think this those through time times to today together too top total trace try turn two ' +
    'under until up update us use used using value very via view want was way we week well went were what when where which while who whole why ' +
    'will with within without work working works worst would write wrong yes yesterday yet you your yours zone zones january february march april ' +
    'june july august september october november december monday tuesday wednesday thursday friday saturday sunday external stuff cluster ' +
    'dev staging default primary secondary backup access allow allowed block blocked deny denied drop dropped reach reachable reaches talk talking ping ' +
    'traffic source destination client clients user users team office home desktop customer customers weather poem story joke router routers ' +
    'switch cable wifi pod deployment container lambda function bucket database table column row image code script python java javascript'
  ).split(' '),
);
