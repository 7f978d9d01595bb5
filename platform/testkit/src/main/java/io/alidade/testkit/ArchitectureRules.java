package io.alidade.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessFieldWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.pf4j.Extension;
import org.pf4j.ExtensionPoint;

/** What classes may do, whatever module they are in. */
public final class ArchitectureRules {
  private ArchitectureRules() {}

  /** What trains: its arrays stand in autograd graphs. */
  private static final DescribedPredicate<JavaClass> TRAINS =
      DescribedPredicate.describe(
          "train (nn, plugins, runtime.train)",
          type ->
              ProjectClasses.module(type)
                  .map(
                      module ->
                          module.equals("nn")
                              || Modules.isPlugin(module)
                              || type.getPackageName().startsWith("io.alidade.runtime.train"))
                  .orElse(false));

  /**
   * Operators that make an array of a Java number, close it, and leave autograd with the freed
   * memory. {@code add}, {@code sub} and comparisons do not.
   */
  private static final Set<String> UNSAFE =
      Set.of(
          "mul", "muli", "div", "divi", "pow", "powi", "mod", "modi", "minimum", "maximum", "rdiv",
          "rdivi", "rmod", "rmodi", "rpow", "rpowi");

  /** Types of which a tensor ends the JVM in native code, and ways to come by one from text. */
  private static final Set<String> DEADLY =
      Set.of("BFLOAT16", "INT16", "UINT16", "UINT32", "UINT64", "STRING", "UNKNOWN");

  private static final Set<String> FROM_OUTSIDE =
      Set.of("valueOf", "fromNumpy", "fromSafetensors", "fromBuffer");

  /** Who may import whom; a module that is none of the platform's is a plugin. */
  public static ArchRule modulesUseOnlyWhatLiesBelow() {
    return classes()
        .that(resideInAnyPackage("io.alidade.."))
        .should(new Modules())
        .because("each module depends only on those below it, and a plugin on no other plugin");
  }

  /** The engine's own classes. */
  public static ArchRule engineStaysInNnAndRuntime() {
    return noClasses()
        .that()
        .resideOutsideOfPackages("io.alidade.nn..", "io.alidade.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("ai.djl.pytorch..");
  }

  /** Loading plugins is the runtime's; others know its two markers. */
  public static ArchRule pluginLoadingStaysInRuntime() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.alidade.runtime..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.pf4j..")
                .and(
                    DescribedPredicate.describe(
                        "are no markers of extensions",
                        type ->
                            !type.isEquivalentTo(Extension.class)
                                && !type.isEquivalentTo(ExtensionPoint.class))));
  }

  /** The database is the registry's. */
  public static ArchRule databaseStaysInRegistry() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.alidade.registry..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "javax.sql..");
  }

  /** The standard output is the command line's; a worker moves it away from libraries. */
  public static ArchRule standardOutputStaysInCli() {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.alidade.cli..")
        .should(accessField(System.class, "out"))
        .orShould(
            callMethodWhere(
                DescribedPredicate.describe(
                    "System.setOut anywhere but in runtime.worker.WorkerMain",
                    (JavaMethodCall call) ->
                        call.getTargetOwner().isEquivalentTo(System.class)
                            && call.getName().equals("setOut")
                            && !call.getOriginOwner()
                                .getName()
                                .equals("io.alidade.runtime.worker.WorkerMain"))));
  }

  /** See {@link #UNSAFE}: gradients would be wrong without an error. */
  public static ArchRule trainedGraphsTakeNoJavaNumbers() {
    return noClasses()
        .that(TRAINS)
        .should(
            callMethodWhere(
                DescribedPredicate.describe(
                    "an operator with a Java number that autograd would read freed",
                    ArchitectureRules::isUnsafe)))
        .because("numbers come from Ops.times, full(...) or the text of a script");
  }

  private static boolean isUnsafe(JavaMethodCall call) {
    JavaClass owner = call.getTargetOwner();
    boolean arrays =
        owner.isAssignableTo(NDArray.class)
            || owner.isEquivalentTo(NDArrays.class)
            || owner.getName().startsWith("ai.djl.ndarray.internal.");
    return arrays
        && UNSAFE.contains(call.getName())
        && call.getTarget().getRawParameterTypes().stream()
            .anyMatch(type -> type.isEquivalentTo(Number.class));
  }

  /** The engine's own losses, attention and optimisers use what is unsafe. */
  public static ArchRule trainedGraphsUseNoStockLosses() {
    return noClasses()
        .that(TRAINS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "ai.djl.training.loss..", "ai.djl.training.optimizer..", "ai.djl.nn.transformer..")
        .because("they take Java numbers into the graph");
  }

  /** Everything else takes the manager that it is given, and so follows the run's device. */
  public static ArchRule devicesAreChosenInTheEngine() {
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.alidade.nn.Engine")
        .should(
            callMethodWhere(
                DescribedPredicate.describe(
                    "open a manager on a device of their own",
                    (JavaMethodCall call) ->
                        call.getTargetOwner().isEquivalentTo(NDManager.class)
                            && call.getName().equals("newBaseManager"))))
        .because("io.alidade.nn.Engine opens them, on the device of the run or on the CPU");
  }

  /**
   * What comes from outside is checked by name, in {@code nn.SafetensorsType}, before it is one.
   */
  public static ArchRule dataTypesAreThoseTheEngineTakes() {
    return noClasses()
        .that(resideInAnyPackage("io.alidade.."))
        .should(
            accessFieldWhere(
                DescribedPredicate.describe(
                    "a data type that ends the JVM in native code",
                    (JavaFieldAccess access) ->
                        access.getTargetOwner().isEquivalentTo(DataType.class)
                            && DEADLY.contains(access.getName()))))
        .orShould(
            callMethodWhere(
                DescribedPredicate.describe(
                    "a data type by a name or buffer from outside",
                    (JavaMethodCall call) ->
                        call.getTargetOwner().isEquivalentTo(DataType.class)
                            && FROM_OUTSIDE.contains(call.getName()))))
        .orShould(
            callMethodWhere(
                DescribedPredicate.describe(
                    "the engine's own reader, which checks no type",
                    (JavaMethodCall call) ->
                        call.getName().equals("decode")
                            && (call.getTargetOwner().isAssignableTo(NDArray.class)
                                || call.getTargetOwner().isAssignableTo(NDList.class)
                                || call.getTargetOwner().isAssignableTo(NDManager.class)))))
        .because("a tensor of another type is no exception but the end of the JVM");
  }

  /** An annotation processor that did not run leaves no trace but an extension nobody finds. */
  public static ArchRule extensionsAreListed() {
    return classes()
        .that()
        .areAnnotatedWith(Extension.class)
        .should(new ListedExtension())
        .because("only listed extensions are found");
  }
}
