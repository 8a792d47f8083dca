@echo off
rem What mvnw is elsewhere, for Windows: runs Maven for this project, with nothing set. Finds a JDK that is
rem new enough and a Maven that is, and fetches the latter when there is none. What it fetches is checked
rem and kept in the user's own folder.
setlocal EnableExtensions DisableDelayedExpansion

set JDK_WANTED=25
set MAVEN_WANTED=3.9.0
set MAVEN_VERSION=3.9.16
set MAVEN_SHA512=ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3
if defined PAWL_MAVEN_SHA512 set "MAVEN_SHA512=%PAWL_MAVEN_SHA512%"
rem Apache's own archive keeps every version for good.
set MAVEN_ARCHIVE=https://archive.apache.org/dist/maven/maven-3
if defined PAWL_MAVEN_ARCHIVE set "MAVEN_ARCHIVE=%PAWL_MAVEN_ARCHIVE%"

set "PROJECT=%~dp0"
set "CACHE=%LOCALAPPDATA%\pawl\maven"

call :find_jdk || exit /b 1
call :find_maven || exit /b 1
rem Another Maven's home would make this one run that one's parts.
set MAVEN_HOME=
set M2_HOME=
cd /d "%PROJECT%"
rem Without "call": it would read the arguments a second time. What follows is never reached.
"%MVN%" %*


:find_jdk
if not defined JAVA_HOME goto look_for_jdk
call :jdk_version "%JAVA_HOME%"
if %VERSION% GEQ %JDK_WANTED% exit /b 0

:look_for_jdk
set BEST=
set BEST_VERSION=0
for /f "delims=" %%j in ('where javac.exe 2^>nul') do call :consider "%%~dpj.."
if defined BEST goto take_jdk
if not defined PAWL_JDK_FOLDERS goto usual_folders
for /d %%p in (%PAWL_JDK_FOLDERS%) do call :consider "%%~p"
goto own_folders

:usual_folders
for /d %%p in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Amazon Corretto\*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\BellSoft\*" "%ProgramFiles%\RedHat\*") do call :consider "%%~p"

:own_folders
for /d %%p in ("%LOCALAPPDATA%\Programs\Eclipse Adoptium\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\.sdkman\candidates\java\*") do call :consider "%%~p"
if defined BEST goto say_jdk
>&2 echo mvnw: no JDK %JDK_WANTED% or newer was found; install one (for instance Temurin %JDK_WANTED% from https://adoptium.net) or set JAVA_HOME
exit /b 1

:say_jdk
>&2 echo mvnw: taking JDK %BEST_VERSION% in "%BEST%"

:take_jdk
set "JAVA_HOME=%BEST%"
exit /b 0


rem The newest one that is new enough stays in BEST.
:consider
call :jdk_version "%~1"
if %VERSION% LSS %JDK_WANTED% exit /b 0
if %VERSION% LEQ %BEST_VERSION% exit /b 0
set "BEST=%~f1"
set BEST_VERSION=%VERSION%
exit /b 0


rem The feature version of the JDK in a folder, such as 25, in VERSION; 0 when there is none. Every JDK says
rem it in a file, as JAVA_VERSION="25.0.1".
:jdk_version
set VERSION=0
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==.-" %%v in ('findstr /b /c:"JAVA_VERSION=" "%~1\release"') do set VERSION=%%v
set VERSION=%VERSION:"=%
exit /b 0


:find_maven
set MVN=
set OLDER=
if defined MAVEN_HOME if exist "%MAVEN_HOME%\bin\mvn.cmd" set "MVN=%MAVEN_HOME%\bin\mvn.cmd"
if not defined MVN for /f "delims=" %%m in ('where mvn.cmd 2^>nul') do if not defined MVN set "MVN=%%m"
if not defined MVN goto fetch_maven
set VERSION=
for /f "tokens=3" %%v in ('call "%MVN%" --batch-mode -version 2^>nul ^| findstr /c:"Apache Maven"') do set VERSION=%%v
if not defined VERSION goto fetch_maven
call :rank %MAVEN_WANTED%
set WANTED_RANK=%RANK%
call :rank %VERSION%
if %RANK% GEQ %WANTED_RANK% exit /b 0
set "OLDER=%MVN%"

rem Fetches the pinned Maven: into a folder of its own first, then in one move, so that an interruption
rem leaves no half of it behind.
:fetch_maven
set "KEPT=%CACHE%\apache-maven-%MAVEN_VERSION%"
set "MVN=%KEPT%\bin\mvn.cmd"
if exist "%MVN%" exit /b 0
set "WORK=%CACHE%\fetch-%RANDOM%%RANDOM%"
set "ZIP=%WORK%\apache-maven-%MAVEN_VERSION%-bin.zip"
mkdir "%WORK%" || exit /b 1
if not defined OLDER goto download_maven
>&2 echo mvnw: fetching Maven %MAVEN_VERSION% by its coordinates, since the installed one is older than %MAVEN_WANTED%
pushd "%WORK%"
call "%OLDER%" --batch-mode --quiet org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy "-Dartifact=org.apache.maven:apache-maven:%MAVEN_VERSION%:zip:bin" "-DoutputDirectory=%WORK%" 1>&2
popd
if exist "%ZIP%" goto check_maven
>&2 echo mvnw: Maven %MAVEN_VERSION% could not be fetched by its coordinates
goto drop

:download_maven
>&2 echo mvnw: fetching Maven %MAVEN_VERSION% from Apache's archive
set "SOURCE=%MAVEN_ARCHIVE%/%MAVEN_VERSION%/binaries/apache-maven-%MAVEN_VERSION%-bin.zip"
where curl.exe >nul 2>nul
if errorlevel 1 goto download_otherwise
curl.exe --fail --silent --show-error --location --output "%ZIP%" "%SOURCE%"
if errorlevel 1 goto not_downloaded
goto check_maven

:download_otherwise
powershell.exe -NoProfile -NonInteractive -Command "$ProgressPreference='SilentlyContinue'; Invoke-WebRequest -UseBasicParsing -Uri $env:SOURCE -OutFile $env:ZIP"
if errorlevel 1 goto not_downloaded
if exist "%ZIP%" goto check_maven

:not_downloaded
>&2 echo mvnw: Maven %MAVEN_VERSION% could not be downloaded; install Maven %MAVEN_WANTED% or newer
goto drop

:check_maven
set CHECKSUM=
rem The second line is the sum; older versions of certutil put spaces into it.
for /f "skip=1 delims=" %%s in ('certutil -hashfile "%ZIP%" SHA512') do if not defined CHECKSUM set "CHECKSUM=%%s"
if not defined CHECKSUM set CHECKSUM=none
set "CHECKSUM=%CHECKSUM: =%"
if /i "%CHECKSUM%"=="%MAVEN_SHA512%" goto unpack_maven
>&2 echo mvnw: the fetched Maven %MAVEN_VERSION% does not have the checksum it must have; nothing of it was kept
goto drop

:unpack_maven
pushd "%WORK%"
"%JAVA_HOME%\bin\jar.exe" xf "%ZIP%"
popd
rem Whoever comes second finds it there and drops his own.
if not exist "%KEPT%" move "%WORK%\apache-maven-%MAVEN_VERSION%" "%KEPT%" >nul
rmdir /s /q "%WORK%"
if exist "%MVN%" exit /b 0
>&2 echo mvnw: Maven %MAVEN_VERSION% could not be unpacked
exit /b 1

:drop
rmdir /s /q "%WORK%"
exit /b 1


rem A version as a number that can be compared: 3.9.16 is 3009016.
:rank
set RANK=0
for /f "tokens=1-3 delims=.-" %%a in ("%~1.0.0") do set /a RANK=%%a*1000000+%%b*1000+%%c
exit /b 0
